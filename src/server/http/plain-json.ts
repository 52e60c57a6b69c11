/**
 * Reads JSON from strangers. What is nested too deep, or has a key that means something to JavaScript's
 * objects, is refused while it is still text, before anything is built from it. One pass, no recursion.
 */
import { granted, refused, type Verdict } from '../../kernel/verdict.ts';
import { JSON_DEPTH_MAX } from '../../protocol/limits.ts';

export type JsonRefusal = {
  readonly code: 'malformed';
  readonly detail: 'not-json' | 'too-deep' | 'forbidden-key';
};

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);

export function readPlainJson(text: string): Verdict<unknown, JsonRefusal> {
  const objection = objectionTo(text);
  if (objection !== null) return refused({ code: 'malformed', detail: objection });
  try {
    const value: unknown = JSON.parse(text);
    return granted(value);
  } catch {
    return refused({ code: 'malformed', detail: 'not-json' });
  }
}

function objectionTo(text: string): JsonRefusal['detail'] | null {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (OPENING.has(code)) {
      depth += 1;
      if (depth > JSON_DEPTH_MAX) return 'too-deep';
    } else if (CLOSING.has(code)) {
      depth -= 1;
    } else if (code === QUOTE) {
      const end = endOfString(text, at);
      if (end < 0) return 'not-json';
      if (isKey(text, end) && isForbidden(text.slice(at, end + 1))) return 'forbidden-key';
      at = end;
    }
  }
  return null;
}

/** Index of the closing quote, or -1. */
function endOfString(text: string, opening: number): number {
  for (let at = opening + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return -1;
}

function isKey(text: string, closingQuote: number): boolean {
  let at = closingQuote + 1;
  while (at < text.length && SPACES.has(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === COLON;
}

/** A key may be spelled with escapes: `"\u005f_proto__"` is the same key. */
function isForbidden(quoted: string): boolean {
  if (!quoted.includes('\\')) return FORBIDDEN_KEYS.has(quoted.slice(1, -1));
  try {
    return FORBIDDEN_KEYS.has(String(JSON.parse(quoted)));
  } catch {
    return false;
  }
}
