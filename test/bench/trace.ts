/** Tasks of a page's main thread, from Chromium's own trace: how long each took, waiting for the processor left out. */
import type { CDPSession } from 'playwright-core';

export interface Task {
  readonly wallMs: number;
  readonly cpuMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const CATEGORIES = ['-*', '__metadata', 'disabled-by-default-devtools.timeline'];

/** Runs `work` and gives the tasks of every page's main thread, the longest first. */
export async function mainThreadTasks(cdp: CDPSession, work: () => Promise<void>): Promise<readonly Task[]> {
  const events: TraceEvent[] = [];
  const take = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', take);
  await cdp.send('Tracing.start', { categories: CATEGORIES.join(','), transferMode: 'ReportEvents' });
  try {
    await work();
  } finally {
    const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
    await cdp.send('Tracing.end');
    await complete;
    cdp.off('Tracing.dataCollected', take);
  }
  const key = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(key),
  );
  const tasks = events
    .filter((event) => event.name === 'RunTask' && event.ph === 'X' && main.has(key(event)))
    .map(({ dur = 0, tdur }) => ({ wallMs: dur / 1_000, cpuMs: (tdur ?? dur) / 1_000 }));
  if (tasks.length === 0) throw new Error('the trace holds no task of a main thread');
  return tasks.toSorted((a, b) => b.cpuMs - a.cpuMs);
}
