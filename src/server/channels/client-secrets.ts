/**
 * What only a client's own screen holds. Secrets and codes follow from the id and a key of the server, so
 * that they lie nowhere, and the same request answered again says the same ones.
 */
import { timingSafeEqual } from 'node:crypto';
import { CODE_ALPHABET } from '../../protocol/channel/hand-over-code.ts';

export interface ClientSecrets {
  secretOf(id: string): string;
  isSecretOf(id: string, told: string | undefined): boolean;
  /** Eight characters to show or say in the store. */
  codeOf(id: string): string;
}

const CODE_LENGTH = 8;

export function createClientSecrets(keyedHash: (text: string) => string): ClientSecrets {
  const secretOf = (id: string) => keyedHash(`client secret of ${id}`);
  return {
    secretOf,
    isSecretOf(id, told) {
      const [is, said] = [Buffer.from(secretOf(id)), Buffer.from(told ?? '')];
      return is.length === said.length && timingSafeEqual(is, said);
    },
    codeOf(id) {
      const bytes = Buffer.from(keyedHash(`client code of ${id}`), 'hex');
      return Array.from({ length: CODE_LENGTH }, (_, at) => CODE_ALPHABET.charAt((bytes[at] ?? 0) % 32)).join('');
    },
  };
}
