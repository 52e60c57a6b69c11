/** Where no frame comes, whoever waits for one goes on after this. */
const LATEST_MS = 100;

/**
 * When the next frame has been drawn, or soon; at once where nobody looks, because a tablet that is put away
 * may stop its pages before the next moment.
 */
export function afterFrame(view: Window): Promise<void> {
  const { document } = view;
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      view.clearTimeout(late);
      document.removeEventListener('visibilitychange', end);
      resolve();
    };
    const late = view.setTimeout(end, LATEST_MS);
    document.addEventListener('visibilitychange', end);
    view.requestAnimationFrame(() => view.setTimeout(end));
  });
}
