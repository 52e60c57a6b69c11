/** What the driver may call in a bench page. Each limit and each other design is a small file, loaded when it is called. */

const tasks = {
  download: async () => (await import('./baselines/download.ts')).download,
  parse: async () => (await import('./baselines/download.ts')).fetchAndParse,
  dexieFill: async () => (await import('./baselines/dexie-rows.ts')).fillDexieRows,
  rxdbFill: async () => (await import('./baselines/rxdb-rows.ts')).fillByReplication,
  rxdbSales: async () => (await import('./baselines/rxdb-sales.ts')).commitSales,
  appendOne: async () => (await import('./baselines/raw-records.ts')).appendOne,
  readReplica: async () => (await import('./baselines/read-replica.ts')).readReplica,
  miniSearch: async () => (await import('./baselines/mini-search.ts')).askMiniSearch,
  textPass: async () => (await import('./baselines/text-pass.ts')).passOverText,
  frames: async () => (await import('./baselines/frames.ts')).frameTimes,
  plainList: async () => (await import('./baselines/frames.ts')).showPlainList,
  fillShelf: async () => (await import('./shelf/fill.ts')).fillShelf,
  openShelf: async () => (await import('./shelf/read.ts')).openAndAsk,
  scanWhileSyncing: async () => (await import('./shelf/read.ts')).scanWhileSyncing,
  askAll: async () => (await import('./shelf/read.ts')).askAll,
  scanAll: async () => (await import('./shelf/read.ts')).scanAll,
  holdShelf: async () => (await import('./shelf/read.ts')).holdShelf,
  letShelfGo: async () => (await import('./shelf/read.ts')).letShelfGo,
  layOrders: async () => (await import('./views/lay-orders.ts')).layOrders,
  applyChanges: async () => (await import('./shelf/changes.ts')).applyChanges,
} as const;

type Tasks = typeof tasks;
type TaskOf<K extends keyof Tasks> = Awaited<ReturnType<Tasks[K]>>;
export type BenchTask = keyof Tasks;
export type BenchInput<K extends BenchTask> = Parameters<TaskOf<K>>[0];
export type BenchOutput<K extends BenchTask> = Awaited<ReturnType<TaskOf<K>>>;

declare global {
  interface Window {
    runBench(task: BenchTask, input: unknown): Promise<unknown>;
  }
}

window.runBench = async (task, input) => {
  const run = (await tasks[task]()) as (input: unknown) => Promise<unknown>;
  return run(input);
};
