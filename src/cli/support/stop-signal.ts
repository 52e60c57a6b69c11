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
  let isAsked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isAsked) process.exit(130);
      isAsked = true;
      stop();
    });
  }
  return { stopped, stop: () => stop() };
}
