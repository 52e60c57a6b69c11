/**
 * Who may sell: one tab at a time. A Web Lock tells tabs of one browser apart, and a fence number in the
 * database stops a tab that was frozen while another took over: its next append finds a higher number.
 */

/** The part of the Web Locks API that is used here. */
export interface LockPort {
  /**
   * Runs `held` while the lock is held and releases it when its promise settles. `wait: false` gives up
   * at once with `false`; `steal: true` takes it from whoever holds it. Rejects when the lock was stolen
   * or `signal` fired.
   */
  request(
    name: string,
    how: { readonly wait: boolean; readonly steal: boolean; readonly signal?: AbortSignal },
    held: () => Promise<void>,
  ): Promise<boolean>;
}

/** Wakes other tabs and workers of this tablet that hold the same journal. */
export interface NewsPort {
  publish(): void;
  subscribe(listener: () => void): () => void;
}

export const WRITER_LOCK = 'evertill-writer';

export interface WriterSeat {
  /** Tries once; then waits in line, so that the tab that stays when another closes can sell. */
  sit(): Promise<void>;
  steal(): Promise<void>;
  leave(): void;
}

/**
 * `onHeld` runs whenever this tab gets the lock, before anybody may append; `onLost` when another took it.
 */
export function createWriterSeat(ports: {
  locks: LockPort;
  onHeld: () => Promise<void>;
  onLost: () => void;
}): WriterSeat {
  let leave: () => void = () => undefined;
  let queue: AbortController | null = null;

  /** Resolves once held and announced (true), or known not to be (false); goes on holding in the background. */
  function hold(how: { wait: boolean; steal: boolean; signal?: AbortSignal }): Promise<boolean> {
    return new Promise((resolve) => {
      let held = false;
      ports.locks
        .request(WRITER_LOCK, how, async () => {
          held = true;
          const left = new Promise<void>((done) => {
            leave = done;
          });
          await ports.onHeld();
          resolve(true);
          await left;
        })
        .then(() => resolve(false))
        .catch(() => {
          resolve(false);
          if (!held) return;
          ports.onLost();
          standInLine();
        });
    });
  }

  function standInLine(): void {
    queue = new AbortController();
    void hold({ wait: true, steal: false, signal: queue.signal });
  }

  return {
    async sit() {
      if (!(await hold({ wait: false, steal: false }))) standInLine();
    },
    async steal() {
      queue?.abort();
      await hold({ wait: false, steal: true });
    },
    leave() {
      queue?.abort();
      leave();
    },
  };
}
