/** Entry of the dedicated worker that runs sync, so that hashing, parsing and applying never delay a scan. */
import type { RunningSync } from './report.ts';
import type { SyncNews, SyncOrder } from './sync-client.ts';
import { startSyncHere } from './sync-host.ts';

let running: Promise<RunningSync> | null = null;

function tell(news: SyncNews): void {
  self.postMessage(news);
}

self.addEventListener('message', (event: MessageEvent<SyncOrder>) => {
  const order = event.data;
  if (order.kind === 'start') {
    running ??= startSyncHere(order.build, (report) => tell({ kind: 'report', report }));
    running.catch((error: unknown) =>
      tell({ kind: 'failed', code: error instanceof Error ? error.message : 'unknown' }),
    );
  } else if (order.kind === 'kick') void running?.then((sync) => sync.kick());
  else if (order.kind === 'busy') void running?.then((sync) => sync.giveWay());
  else if (order.kind === 'client-key') void answerKey(order.ask);
  else void running?.then((sync) => sync.stop());
});

async function answerKey(ask: number): Promise<void> {
  const key = await running?.then((sync) => sync.clientKey()).catch(() => null);
  tell({ kind: 'client-key', ask, key: key ?? null });
}
