/**
 * Sends what waits, oldest first, one push at a time, until nothing waits or something is in the way.
 * An entry stops waiting only by the server's word that it has it; what it thinks of the entry (an
 * exception, a quarantine) stays with the entry and holds up nothing behind it.
 */
import { PUSH_ENTRIES_MAX } from '../protocol/limits.ts';
import { headStatement } from '../protocol/sync/push.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import type { Outbox, Tablet } from '../replica/index.ts';
import { faultOf, localFault, type RoundFault } from './fault.ts';
import { nextBatchSize } from './pace.ts';
import { decidePush, known, planBatch } from './reconcile.ts';
import type { Transport } from './transport.ts';

export interface Pusher {
  /** Null when everything is acknowledged. */
  pushAll(): Promise<RoundFault | null>;
  /** What the server asked for after the last push. */
  nextSyncAfterMs(): number | null;
  pushed(): number;
}

export function createPusher(input: { outbox: Outbox; tablet: Tablet; transport: Transport; build: string }): Pusher {
  const { outbox, tablet, transport, build } = input;
  const { register, incarnation } = tablet.identity;
  let size = PUSH_ENTRIES_MAX;
  let nextSyncAfterMs: number | null = null;
  let pushed = 0;
  /** Of a forked life: up to here the server was told, and keeps it aside. */
  let handedOver = 0;

  async function pushOne(): Promise<RoundFault | 'more' | 'done'> {
    const state = await outbox.state();
    if (state.acknowledged >= state.sequence) return 'done';
    const from = Math.max(state.acknowledged, handedOver < state.sequence ? handedOver : 0);
    const records = await outbox.after(from, PUSH_ENTRIES_MAX);
    const last = records.at(-1);
    if (last === undefined) return localFault('entries-missing');
    const batch = planBatch(records, handedOver > 0 ? PUSH_ENTRIES_MAX : size, last.sequence < state.sequence);
    const head = { sequence: state.sequence, hash: state.hash };
    const answer = await transport.push({
      protocol: PROTOCOL_VERSION,
      groups: batch.groups.map((group) => [...group]),
      head: { ...head, signature: await tablet.sign(headStatement(register, incarnation, head)) },
      status: { unsent: state.sequence - state.acknowledged, build },
      ...known(state),
    });
    size = nextBatchSize(size, answer.kind === 'answered', PUSH_ENTRIES_MAX);
    if (answer.kind === 'refused' && answer.code === 'fork') {
      // Nothing of it will be placed any more, and all of it is kept there for a person: so all of it must come.
      handedOver = batch.records.at(-1)?.sequence ?? state.sequence;
      return handedOver < state.sequence ? 'more' : faultOf(answer);
    }
    if (answer.kind !== 'answered') return faultOf(answer);
    nextSyncAfterMs = answer.body.nextSyncAfterMs;
    // Decided on what is held now: an append may have gone on meanwhile, an acknowledgement never.
    const decision = decidePush(await outbox.state(), answer.body);
    switch (decision.kind) {
      case 'settle': {
        await outbox.settle(decision.results, decision.acknowledged, decision.durableThrough);
        pushed += Math.max(0, decision.acknowledged - state.acknowledged);
        return decision.acknowledged > state.acknowledged ? 'more' : localFault('no-progress');
      }
      case 'resend':
        await outbox.resend(decision.epoch, decision.acknowledged);
        return 'more';
      case 'forgotten':
        return localFault('server-forgot');
    }
  }

  return {
    async pushAll() {
      for (;;) {
        const end = await pushOne();
        if (end === 'done') return null;
        if (end !== 'more') return end;
      }
    },
    nextSyncAfterMs: () => nextSyncAfterMs,
    pushed: () => pushed,
  };
}
