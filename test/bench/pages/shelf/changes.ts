/** A round of changed products on a filled shelf: how long until a word that only they have is found. */
import { openShelfHere } from '../../../../src/replica/index.ts';
import type { ChangesOrder } from './changes-worker.ts';

export async function applyChanges(order: Omit<ChangesOrder, 'times' | 'mark'> & { readonly times: number }) {
  const { shelf } = await openShelfHere();
  await shelf.settled();
  const worker = new Worker(new URL('./changes-worker.ts', import.meta.url), { type: 'module' });
  const ms: number[] = [];
  for (let time = 0; time < order.times; time++) {
    const mark = `zqx${String.fromCharCode(97 + time)}w`;
    const from = new Promise<number>((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<{ from: number }>) => resolve(data.from), {
        once: true,
      });
    });
    const searchable = new Promise<number>((resolve) => {
      const look = async () => {
        const found = await shelf.search(mark, 5);
        if (found !== null && found.rows.length > 0 && found.rows[0]?.title.en.startsWith(mark)) {
          stop();
          resolve(performance.timeOrigin + performance.now());
        }
      };
      const stop = shelf.subscribe(() => void look());
    });
    worker.postMessage({ ...order, times: 1, mark });
    ms.push((await searchable) - (await from));
  }
  worker.terminate();
  shelf.close();
  return { ms };
}
