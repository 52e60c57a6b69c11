/**
 * Whether a scanned receipt is ours: its claim, checked against the published key of the register that it
 * says printed it. Works offline. A genuine claim says what was sold; it is no right to a refund.
 */
import { type Claim, type ClaimRefusal, readClaim } from '../../domain/receipt/claim.ts';
import { granted, type Verdict } from '../../kernel/verdict.ts';
import type { RegisterKeyDocument } from '../../protocol/sync/documents.ts';

/** `key` is the public half of a register's key. False for what it did not sign, and for a key that is none. */
export type SignatureCheck = (
  key: Pick<RegisterKeyDocument, 'x' | 'y'>,
  statement: string,
  signature: string,
) => Promise<boolean>;

export type ClaimFinding =
  | {
      readonly kind: 'verified';
      readonly claim: Claim;
      readonly registerName: string;
      /** Null where the key was published without it. */
      readonly storeName: string | null;
    }
  /** Another retailer's, or a register that this tablet has not heard of yet. */
  | { readonly kind: 'unknown-register'; readonly claim: Claim }
  /** Nothing it says may be believed, so nothing of it is told. */
  | { readonly kind: 'bad-signature' };

export async function verifyClaim(
  text: string,
  keys: readonly RegisterKeyDocument[],
  isBy: SignatureCheck,
): Promise<Verdict<ClaimFinding, ClaimRefusal>> {
  const read = readClaim(text);
  if (!read.ok) return read;
  const { claim, statement, signature } = read.value;
  const key = keys.find((one) => one.register === claim.register && one.incarnation === claim.incarnation);
  if (key === undefined) return granted({ kind: 'unknown-register', claim });
  const isGenuine = await isBy(key, statement, signature);
  return granted(
    isGenuine
      ? { kind: 'verified', claim, registerName: key.name, storeName: key.store ?? null }
      : { kind: 'bad-signature' },
  );
}
