import { expect, test } from 'vitest';
import { type Claim, claimStatement, signedClaim } from '../../../src/domain/receipt/claim.ts';
import {
  createWebKeyVault,
  createWebSignatureCheck,
  type SignatureCheck,
  verifyClaim,
} from '../../../src/replica/index.ts';
import { newId } from '../../support/shop-floor.ts';

const vault = createWebKeyVault(crypto.subtle);
const isBy = createWebSignatureCheck(crypto.subtle);

async function register(name: string, incarnation = 1) {
  const { handle, publicKey } = await vault.createSigningKey();
  const id = newId('register');
  const { x, y } = publicKey;
  return { key: { register: id, incarnation, name, x, y }, sign: (text: string) => vault.sign(handle, text) };
}

const claimOf = (key: { register: string; incarnation: number }): Claim => ({
  register: key.register,
  incarnation: key.incarnation,
  order: newId('order'),
  receiptNumber: 'ROT1A-000042',
  totalMinor: 12_345,
  currency: 'EUR',
  businessDay: '2026-03-01',
  lines: 3,
});

/** The receipt as it would read with other words under the same signature. */
function altered(text: string, change: Partial<Claim>, claim: Claim): string {
  return signedClaim(claimStatement({ ...claim, ...change }), text.split('.')[2] ?? '');
}

test('the receipt of another tablet of ours is genuine, and says what was sold', async () => {
  const [rotterdam, amsterdam] = [await register('Rotterdam'), await register('Amsterdam')];
  const claim = claimOf(rotterdam.key);
  const text = signedClaim(claimStatement(claim), await rotterdam.sign(claimStatement(claim)));
  const keys = [amsterdam.key, rotterdam.key];
  const verified = { ok: true, value: { kind: 'verified', claim, registerName: 'Rotterdam', storeName: null } };
  expect(await verifyClaim(text, keys, isBy)).toEqual(verified);
  expect(await verifyClaim(` ${text}\n`, keys, isBy)).toEqual(verified);
});

test.each([
  ['a larger amount', { totalMinor: 112_345 }],
  ['another number', { receiptNumber: 'ROT1A-000043' }],
  ['another day', { businessDay: '2026-03-02' }],
  ['more lines', { lines: 4 }],
] as const)('%s under the same signature is not ours, and nothing of it is told', async (_, change) => {
  const rotterdam = await register('Rotterdam');
  const claim = claimOf(rotterdam.key);
  const text = signedClaim(claimStatement(claim), await rotterdam.sign(claimStatement(claim)));
  const forged = altered(text, change, claim);
  expect(await verifyClaim(forged, [rotterdam.key], isBy)).toEqual({ ok: true, value: { kind: 'bad-signature' } });
});

test('a register signs for itself and for this life alone', async () => {
  const [rotterdam, antwerp] = [await register('Rotterdam'), await register('Antwerp')];
  const claim = claimOf(rotterdam.key);
  const byAnother = signedClaim(claimStatement(claim), await antwerp.sign(claimStatement(claim)));
  const keys = [rotterdam.key, antwerp.key];
  expect(await verifyClaim(byAnother, keys, isBy)).toEqual({ ok: true, value: { kind: 'bad-signature' } });
  const later = { ...claim, incarnation: 2 };
  const ofLaterLife = signedClaim(claimStatement(later), await rotterdam.sign(claimStatement(later)));
  expect(await verifyClaim(ofLaterLife, keys, isBy)).toEqual({
    ok: true,
    value: { kind: 'unknown-register', claim: later },
  });
});

test('a stranger’s receipt is unknown without asking any key; nonsense is no claim', async () => {
  const never: SignatureCheck = () => Promise.reject(new Error('nobody was to be asked'));
  const claim = claimOf({ register: newId('register'), incarnation: 1 });
  const unknown = { ok: true, value: { kind: 'unknown-register', claim } };
  expect(await verifyClaim(signedClaim(claimStatement(claim), 'AAAA'), [], never)).toEqual(unknown);
  for (const text of ['', 'ET1.x', 'ET1.%.%', '4006381333931']) {
    expect(await verifyClaim(text, [], never)).toEqual({ ok: false, refusal: { code: 'not-a-claim' } });
  }
});

test('a key that is no point of the curve, or a broken signature, verifies nothing', async () => {
  const { key } = await register('Rotterdam');
  const claim = claimOf(key);
  const text = (signature: string) => signedClaim(claimStatement(claim), signature);
  const bad = { ok: true, value: { kind: 'bad-signature' } };
  expect(await verifyClaim(text('AAAA'), [{ ...key, x: 'AAAA' }], isBy)).toEqual(bad);
  for (const signature of ['A', 'AAAA', 'A'.repeat(86)]) {
    expect(await verifyClaim(text(signature), [key], isBy)).toEqual(bad);
  }
});
