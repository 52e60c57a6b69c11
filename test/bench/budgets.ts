/**
 * What every figure must hold, and what is really wanted. The only place where a budget is written. A
 * figure is a ratio to a limit of the same run unless its unit says otherwise; smaller is better in all.
 */
export interface Budget {
  readonly what: string;
  /** What the figure is divided by, measured in the same run. */
  readonly limit: string;
  readonly unit: '×' | 'ms' | 'MB' | 'kB' | '%';
  readonly must: number;
  readonly aim: number;
}

/** A median may miss its must by so much before the bench fails: machines are shared. */
export const TOLERANCE = 1.15;

export const BUDGETS = {
  'fill.download': {
    what: 'first fill at 50 Mbit/s, searchable and stored',
    limit: 'bare download of the same bytes',
    unit: '×',
    must: 1.3,
    aim: 1.15,
  },
  'fill.dexie': { what: 'the same fill', limit: 'rows in Dexie', unit: '×', must: 1 / 4, aim: 1 / 6 },
  'fill.rxdb': { what: 'the same fill', limit: 'RxDB replication', unit: '×', must: 1 / 10, aim: 1 / 15 },
  'fill.cpu': {
    what: 'first fill on loopback, processor time',
    limit: 'fetch and JSON.parse of the same data',
    unit: '×',
    must: 2.5,
    aim: 1.4,
  },
  'fill.task': { what: 'longest main-thread task of a fill', limit: '', unit: 'ms', must: 50, aim: 16 },
  'sync.task': { what: 'longest main-thread task while changes arrive', limit: '', unit: 'ms', must: 50, aim: 16 },
  'cold.start': {
    what: 'cold start offline to first scan and search, less an empty page',
    limit: 'segments and index read from disk',
    unit: '×',
    must: 2,
    aim: 1.5,
  },
  'scan.sync': {
    what: 'look-up p99 while sync writes pages of 1,000',
    limit: 'one frame',
    unit: '×',
    must: 0.5,
    aim: 0.25,
  },
  'scan.line': {
    what: 'last key of a scan to the line in sight, p99',
    limit: 'one frame',
    unit: '×',
    must: 2,
    aim: 1.5,
  },
  'scan.line200': { what: 'the same into a 200-line cart', limit: 'one frame', unit: '×', must: 2, aim: 1.5 },
  'search.worst': {
    what: 'search p95, worst class, answered by the worker',
    limit: 'one pass over the packed text',
    unit: '×',
    must: 1.5,
    aim: 0.75,
  },
  'search.line': { what: 'keystroke to results in sight, p95', limit: 'one frame', unit: '×', must: 2, aim: 1.5 },
  'search.missed': { what: 'titles missed by one slip', limit: '', unit: '%', must: 2, aim: 0.5 },
  'commit.raw': {
    what: 'strict commit of a sale, p50',
    limit: 'one raw strict record of the same bytes',
    unit: '×',
    must: 1.5,
    aim: 1.15,
  },
  'commit.rxdb': { what: 'the same commit', limit: 'the sale as RxDB documents', unit: '×', must: 1 / 3, aim: 1 / 5 },
  'changes.apply': {
    what: '1,000 changed products applied and searchable',
    limit: 'append of one record',
    unit: '×',
    must: 4,
    aim: 3,
  },
  'heap.all': { what: 'heap of shelf and index', limit: 'the catalogue as JSON', unit: '×', must: 1.2, aim: 0.5 },
  'heap.main': { what: 'of it on the main thread', limit: '', unit: 'MB', must: 15, aim: 10 },
  disk: { what: 'disk', limit: 'the data as JSON', unit: '×', must: 0.6, aim: 0.45 },
  'scale.scan': { what: 'scan at 30 times the goods', limit: 'the smallest', unit: '×', must: 1.5, aim: 1.05 },
  'scale.search': {
    what: 'search, slowest class, at 30 times the goods',
    limit: 'the smallest',
    unit: '×',
    must: 1.5,
    aim: 1.05,
  },
  'scale.fill': { what: 'fill per product at 30 times the goods', limit: 'the smallest', unit: '×', must: 1, aim: 0.8 },
  'scale.cold': {
    what: 'cold start per product at 30 times the goods',
    limit: 'the smallest',
    unit: '×',
    must: 1,
    aim: 0.5,
  },
  'views.list': {
    what: 'tap on a queue to its list in sight, 5,000 open orders',
    limit: 'one frame',
    unit: '×',
    must: 2,
    aim: 1.5,
  },
  'views.task': {
    what: 'longest main-thread task while views are first laid out',
    limit: '',
    unit: 'ms',
    must: 50,
    aim: 16,
  },
  'clients.find': {
    what: 'key to the client in sight, 20,000 clients',
    limit: 'one frame',
    unit: '×',
    must: 2,
    aim: 1.5,
  },
  'clients.task': {
    what: 'longest main-thread task while 20,000 clients come and open',
    limit: '',
    unit: 'ms',
    must: 50,
    aim: 16,
  },
  'first.load': { what: 'first load of the sell screen, compressed', limit: '', unit: 'kB', must: 350, aim: 250 },
  'scroll.task': { what: 'longest task while 10,000 tiles scroll', limit: '', unit: 'ms', must: 16, aim: 8 },
  'scroll.frames': { what: 'time per frame while they scroll', limit: 'a plain list', unit: '×', must: 1, aim: 1 },
} as const satisfies Record<string, Budget>;

export type BudgetId = keyof typeof BUDGETS;
