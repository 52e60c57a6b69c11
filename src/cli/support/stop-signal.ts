/** How the operator says that it is enough. */
const ONE_PRESS_MS = 500;

export interface StopSignal {
  readonly stopped: Promise<void>;
  stop(): void;
}

/** The first Ctrl-C (or SIGTERM) closes in order; the second one does not wait. */
export function stopSignal(): StopSignal {
  let stop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let askedAt: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // One Ctrl-C may come twice: from the terminal, and handed on by npm.
      if (askedAt !== null && performance.now() - askedAt > ONE_PRESS_MS) process.exit(130);
      askedAt ??= performance.now();
      stop();
    });
  }
  return { stopped, stop: () => stop() };
}
