/**
 * Asks for the key of this store's clients as the register that this tablet is. Asked by the page, whose memory
 * it is for; the parsers come along only then.
 */
import { systemClock, systemRandom, systemTimers } from '../kernel/system-ports.ts';
import type { ClientKeyResponse } from '../protocol/client/client-key.ts';
import type { Tablet } from '../replica/index.ts';
import type { Transport } from './transport.ts';

/** Null where the server did not answer, or will not have this register. */
export function createClientKeyDesk(tablet: Tablet): () => Promise<ClientKeyResponse | null> {
  // One transport, so that a token serves for more than one question.
  let transport: Promise<Transport> | null = null;
  return async () => {
    transport ??= open(tablet);
    transport.catch(() => {
      transport = null;
    });
    const answer = await (await transport).clientKey();
    return answer.kind === 'answered' ? answer.body : null;
  };
}

async function open(tablet: Tablet): Promise<Transport> {
  const [{ createTransport }, { createFetchHttp }] = await Promise.all([import('./transport.ts'), import('./http.ts')]);
  const http = createFetchHttp((...request) => fetch(...request));
  return createTransport({ http, clock: systemClock, timers: systemTimers, random: systemRandom }, tablet);
}
