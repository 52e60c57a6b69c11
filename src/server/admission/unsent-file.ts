/**
 * Reads the file in which a person carried a tablet's unsent entries here. Believed is only a whole file:
 * its last line is the SHA-256 of all before it, each entry has the hash it states, and within one life
 * of a register each follows from the one before.
 */
import { z } from 'zod';
import { sha256Hex } from '../../kernel/hash.ts';
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { entryEnvelope } from '../../protocol/entry/entry.ts';
import { ENTRY_BYTES_MAX } from '../../protocol/limits.ts';
import { instant, sha256Digest, wholeNotNegative } from '../../protocol/scalars.ts';
import { readPlainJson } from '../http/plain-json.ts';
import { hashed } from './arrival.ts';

/** A tablet that sold for a year without a network stays far below it. */
export const UNSENT_FILE_BYTES_MAX = 200_000_000;
const LINE_MAX = ENTRY_BYTES_MAX + 1_000;

const header = z.strictObject({
  file: z.literal('evertill-unsent'),
  format: z.literal(1),
  at: instant,
  entries: wholeNotNegative,
});
const line = z.strictObject({ hash: sha256Digest, group: wholeNotNegative, entry: entryEnvelope });
const footer = z.strictObject({ sha256: sha256Digest });
export type UnsentEntry = z.infer<typeof line>;

export type UnsentFileRefusal =
  | { readonly code: 'not-an-export' }
  | { readonly code: 'made-by-newer' }
  /** Cut short, changed, or an entry that is not what its hash or its neighbour says. `line` counts from 1. */
  | { readonly code: 'damaged'; readonly line: number };

export function readUnsentFile(text: string): Verdict<readonly UnsentEntry[], UnsentFileRefusal> {
  const lines = text.split('\n');
  const first = parsed(z.looseObject({ file: z.string(), format: z.int() }), lines[0] ?? '');
  if (first?.file !== 'evertill-unsent') return refused({ code: 'not-an-export' });
  if (first.format > 1) return refused({ code: 'made-by-newer' });
  const head = parsed(header, lines[0] ?? '');
  // Every line ends, so that behind the last one there is nothing.
  const isEnded = lines.at(-1) === '';
  const last = parsed(footer, lines.at(-2) ?? '');
  const before = lines.slice(0, -2);
  const sum = sha256Hex(before.map((one) => `${one}\n`).join(''));
  if (head === null || !isEnded || last?.sha256 !== sum || before.length !== head.entries + 1) {
    return refused({ code: 'damaged', line: lines.length });
  }
  const entries: UnsentEntry[] = [];
  const ends = new Map<string, { readonly sequence: number; readonly hash: string }>();
  for (const [at, one] of before.slice(1).entries()) {
    const read = one.length > LINE_MAX ? null : parsed(line, one);
    if (read === null || hashed(read.entry).hash !== read.hash) return refused({ code: 'damaged', line: at + 2 });
    const { sequence, previousHash } = read.entry;
    const end = ends.get(lifeOf(read));
    if (end !== undefined && (sequence !== end.sequence + 1 || previousHash !== end.hash)) {
      return refused({ code: 'damaged', line: at + 2 });
    }
    ends.set(lifeOf(read), { sequence, hash: read.hash });
    entries.push(read);
  }
  return granted(entries);
}

export function lifeOf({ entry }: UnsentEntry): string {
  return `${entry.tenant} ${entry.register} ${entry.incarnation}`;
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  const json = readPlainJson(text);
  if (!json.ok) return null;
  const fits = schema.safeParse(json.value);
  return fits.success ? fits.data : null;
}
