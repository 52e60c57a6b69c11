/** When the next frame has been drawn; soon in any case, because a window in the background draws none. */
const LATEST_MS = 100;

export function afterFrame(view: Window): Promise<void> {
  return new Promise((resolve) => {
    const late = view.setTimeout(resolve, LATEST_MS);
    view.requestAnimationFrame(() =>
      view.setTimeout(() => {
        view.clearTimeout(late);
        resolve();
      }),
    );
  });
}
