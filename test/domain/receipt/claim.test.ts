import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claim, claimOf, claimStatement, readClaim, signedClaim } from '../../../src/domain/receipt/claim.ts';
import { cartOf, codeOf, grantOf, idNumber, lineOf, ring, SEED } from '../shop.ts';

const identity = { register: idNumber('register', 1), incarnation: 2 };
const order = ring(cartOf([lineOf(1), lineOf(2)]), undefined, { orderId: idNumber('order', 1) });

test('a claim says which order it is, and reads back as it was written', () => {
  const claim = claimOf(order, identity);
  expect(claim).toEqual({
    ...identity,
    order: order.id,
    receiptNumber: 'A1-000001',
    totalMinor: 2000,
    currency: 'EUR',
    businessDay: '2026-11-21',
    lines: 2,
  });
  const statement = claimStatement(claim);
  expect(grantOf(readClaim(signedClaim(statement, 'c2ln')))).toEqual({ claim, statement, signature: 'c2ln' });
});

test('a claim with its signature fits a QR code that a phone reads off thermal paper', () => {
  // Version 13 with error correction M holds 331 bytes; an ECDSA signature on P-256 is 86 characters.
  expect(signedClaim(claimStatement(claimOf(order, identity)), 'x'.repeat(86)).length).toBeLessThanOrEqual(331);
});

const payload = (json: string) => `ET1.${Buffer.from(json).toString('base64url')}.c2ln`;

test.each([
  ['nothing', ''],
  ['other text', 'hello'],
  ['no signature', claimStatement(claimOf(order, identity))],
  ['text that is not base64', 'ET1.a.b'],
  ['bytes that are not text', `ET1.${Buffer.from([0xff, 0xfe]).toString('base64url')}.c2ln`],
  ['no JSON', payload('{')],
  ['a list', payload('[]')],
  ['null', payload('null')],
  ['no version', payload('{}')],
  ['a field missing', payload('{"v":1,"r":"reg"}')],
  ['a total that is a fraction', payload('{"v":1,"r":"r","i":1,"o":"o","n":"n","t":1.5,"c":"EUR","d":"d","l":1}')],
  ['a total that is text', payload('{"v":1,"r":"r","i":1,"o":"o","n":"n","t":"1","c":"EUR","d":"d","l":1}')],
  [
    'a text without end',
    payload(`{"v":1,"r":"${'r'.repeat(61)}","i":1,"o":"o","n":"n","t":1,"c":"EUR","d":"d","l":1}`),
  ],
  ['more than any QR code holds', `ET1.${'a'.repeat(2_000)}.c2ln`],
])('%s is not a claim', (_, text) => {
  expect(codeOf(readClaim(text))).toBe('not-a-claim');
});

test('a claim of a newer build is told apart from nonsense', () => {
  expect(readClaim(payload('{"v":2}'))).toEqual({ ok: false, refusal: { code: 'claim-version-unknown', version: 2 } });
});

test('every claim reads back, and no text whatever makes the reader throw', () => {
  const short = fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }).filter((text) => text.isWellFormed());
  const claims: fc.Arbitrary<Claim> = fc.record({
    register: short,
    incarnation: fc.nat(),
    order: short,
    receiptNumber: short,
    totalMinor: fc.maxSafeInteger(),
    currency: short,
    businessDay: short,
    lines: fc.nat(),
  });
  fc.assert(
    fc.property(claims, fc.string(), (claim, noise) => {
      expect(grantOf(readClaim(signedClaim(claimStatement(claim), 'c2ln'))).claim).toEqual(claim);
      readClaim(noise);
      readClaim(`ET1.${noise}.x`);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
