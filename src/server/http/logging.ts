/**
 * Log lines say which route was asked, how it went and how long it took. No bodies, no query strings, no
 * addresses typed by strangers, no names: an id is the most that a line ever tells of anybody.
 */
import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

export function createLogger(options: { level: string; write?: (line: string) => void }): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { fault: faultFacts },
  };
  const write = options.write;
  return write === undefined ? pino(settings) : pino(settings, { write });
}

/**
 * A fault without the values it met: PostgreSQL's `detail` quotes rows, a parser's message quotes what it
 * read. Code, table and the place in our code are enough to find it.
 */
export function faultFacts(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  const { code, table, constraint } = fault as Error & { code?: unknown; table?: unknown; constraint?: unknown };
  const frames = (fault.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .map((line) => line.trim());
  return {
    kind: fault.name,
    ...(fault.name === 'BrokenInvariant' ? { said: fault.message } : {}),
    ...(code === undefined ? {} : { code }),
    ...(table === undefined ? {} : { table }),
    ...(constraint === undefined ? {} : { constraint }),
    at: frames,
  };
}
