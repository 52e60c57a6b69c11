import { expect, test } from 'vitest';
import { z } from 'zod';
import { claimStatement } from '../../src/domain/receipt/claim.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { ID_PREFIXES } from '../../src/kernel/ids.ts';
import { clientKeyResponse } from '../../src/protocol/client/client-key.ts';
import { enrolRequest, enrolResponse, tokenRequest, tokenResponse, tokenStatement } from '../../src/protocol/enrol.ts';
import { ENTRY_BODIES, entryEnvelope } from '../../src/protocol/entry/entry.ts';
import { chainStart } from '../../src/protocol/entry/entry-hash.ts';
import * as headers from '../../src/protocol/headers.ts';
import { ENTRY_BYTES_MAX, PUSH_BYTES_MAX } from '../../src/protocol/limits.ts';
import { ITEM_SEGMENT_ROWS, manifest, NUMBER_SEGMENT_ROWS } from '../../src/protocol/segment/manifest.ts';
import { LIST_SEPARATOR, NO_PRICE, PACKED_TABLES, SEGMENT_FORMAT } from '../../src/protocol/segment/tables.ts';
import { CHANGE_BODIES } from '../../src/protocol/sync/documents.ts';
import { pullRequest, pullResponse, snapshotRequired } from '../../src/protocol/sync/pull.ts';
import { headStatement, pushRequest, pushResponse } from '../../src/protocol/sync/push.ts';
import { OLDEST_SPOKEN_VERSION, PROTOCOL_VERSION } from '../../src/protocol/version.ts';

/** One line per version of the protocol. A line that shipped is never edited. */
const FINGERPRINTS: Record<number, string> = {
  1: '88582414509421ab675e1736be9147373585a4e254ceed5b9493d996b5db66e4',
};

const SCHEMAS: Record<string, z.ZodType> = {
  entryEnvelope,
  pushRequest,
  pushResponse,
  pullRequest,
  pullResponse,
  snapshotRequired,
  manifest,
  enrolRequest,
  enrolResponse,
  tokenRequest,
  tokenResponse,
  clientKeyResponse,
};

function fingerprint(): string {
  const shapeOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const bodies = Object.entries(ENTRY_BODIES).flatMap(([kind, versions]) =>
    Object.entries(versions).map(([version, schema]) => [`${kind}@${version}`, schema] as const),
  );
  const { requestStatement: _, PATHS, ...names } = headers;
  return sha256Hex(
    canonicalJson({
      messages: Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, shapeOf(schema)])),
      bodies: Object.fromEntries(bodies.map(([name, schema]) => [name, shapeOf(schema)])),
      changes: Object.fromEntries(Object.entries(CHANGE_BODIES).map(([kind, schema]) => [kind, shapeOf(schema)])),
      segments: { SEGMENT_FORMAT, PACKED_TABLES, NO_PRICE, LIST_SEPARATOR, ITEM_SEGMENT_ROWS, NUMBER_SEGMENT_ROWS },
      limits: { ENTRY_BYTES_MAX, PUSH_BYTES_MAX },
      paths: { ...PATHS, segment: PATHS.segment(':hash') },
      names,
      ID_PREFIXES,
    }),
  );
}

test('the wire has not changed shape behind the version number', () => {
  const found = fingerprint();
  expect(
    FINGERPRINTS[PROTOCOL_VERSION],
    [
      'What travels between tablet and server has another shape than this protocol version had.',
      'If that is not meant, undo it. If it is: raise PROTOCOL_VERSION in src/protocol/version.ts, say there in one',
      'line what is new, keep reading what older versions write, and add here:',
      `  ${PROTOCOL_VERSION + 1}: '${found}',`,
      'Only before the very first release may the line of the present version be replaced:',
      `  ${PROTOCOL_VERSION}: '${found}',`,
    ].join('\n'),
  ).toBe(found);
});

test('versions run on without a hole, and the oldest spoken one is among them', () => {
  const versions = Object.keys(FINGERPRINTS).map(Number);
  expect(versions).toEqual(Array.from({ length: PROTOCOL_VERSION }, (_, index) => index + 1));
  expect(versions).toContain(OLDEST_SPOKEN_VERSION);
});

test('what keys sign and chains begin with is written the same for ever', () => {
  const hash = 'ab'.repeat(32);
  expect(tokenStatement('reg_X', 2, 'nonce')).toBe('evertill token reg_X 2 nonce');
  expect(headStatement('reg_X', 2, { sequence: 7, hash })).toBe(`evertill head reg_X 2 7 ${hash}`);
  expect(headers.requestStatement({ method: 'POST', path: '/api/sync/push', nonce: 'n', bodyHash: hash })).toBe(
    `evertill request POST /api/sync/push n ${hash}`,
  );
  expect(chainStart('reg_X', 2)).toBe('cab4982f050c6186424a54b12e95889baafb1f1de4deb4f8aec8368a9044a544');
  const claim = { register: 'reg_X', incarnation: 2, order: 'ord_Y', receiptNumber: 'A1-000001' };
  expect(claimStatement({ ...claim, totalMinor: -1999, currency: 'EUR', businessDay: '2026-11-21', lines: 3 })).toBe(
    'ET1.eyJjIjoiRVVSIiwiZCI6IjIwMjYtMTEtMjEiLCJpIjoyLCJsIjozLCJuIjoiQTEtMDAwMDAxIiwibyI6Im9yZF9ZIiwiciI6InJlZ19YIiwidCI6LTE5OTksInYiOjF9',
  );
});

test('the fingerprint notices what it is there for', () => {
  const before = z.strictObject({ a: z.int().max(5) });
  const shape = (schema: z.ZodType) => canonicalJson(z.toJSONSchema(schema, { io: 'input' }));
  expect(shape(z.strictObject({ a: z.int().max(6) }))).not.toBe(shape(before));
  expect(shape(z.strictObject({ a: z.int().max(5), b: z.null() }))).not.toBe(shape(before));
  expect(shape(z.looseObject({ a: z.int().max(5) }))).not.toBe(shape(before));
  expect(shape(z.strictObject({ a: z.int().max(5).exactOptional() }))).not.toBe(shape(before));
});
