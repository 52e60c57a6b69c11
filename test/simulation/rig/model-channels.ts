/** Records of other channels and of clients, over plain maps. */
import { promisedUnits } from '../../../src/domain/channel/channel-record.ts';
import { available, EMPTY_LEVEL } from '../../../src/domain/inventory/stock.ts';
import type { ChannelRecords } from '../../../src/server/ledger/channel-records.ts';
import { levelKey, type Tables } from './model-tables.ts';

export function modelChannels(context: {
  lock: (key: string) => Promise<void>;
  write: (apply: (tables: Tables) => void) => void;
  view: () => Tables;
}): ChannelRecords {
  const { lock, write, view } = context;
  async function locked<T>(kind: string, ids: readonly string[], map: (tables: Tables) => Map<string, T>) {
    for (const id of ids.toSorted()) if (map(view()).has(id)) await lock(`1 ${kind} ${id}`);
    return new Map(
      ids.flatMap((id) => {
        const found = map(view()).get(id);
        return found === undefined ? [] : [[id, found] as const];
      }),
    );
  }
  return {
    // No channel speaks to the model: web orders are put into its tables.
    answerBefore: async () => ({ kind: 'none' }),
    keepAnswer: async () => undefined,
    nextOrderNumber: async () => `W-${view().channelOrders.size + 1}`,
    async lockPromisable(location, ordinals) {
      for (const ordinal of ordinals.toSorted((a, b) => a - b)) await lock(`2 ${levelKey(location, ordinal)}`);
      return new Map(
        ordinals.map((ordinal) => {
          const level = view().levels.get(levelKey(location, ordinal)) ?? EMPTY_LEVEL;
          return [ordinal, Math.max(0, available(level))];
        }),
      );
    },
    lockChannelOrders: (ids) => locked('channel order', ids, ({ channelOrders }) => channelOrders),
    async saveChannelOrders(orders) {
      for (const order of orders) write(({ channelOrders }) => channelOrders.set(order.id, order));
    },
    lockOnlineCarts: (ids) => locked('online cart', ids, ({ onlineCarts }) => onlineCarts),
    async saveOnlineCarts(carts) {
      for (const cart of carts) write(({ onlineCarts }) => onlineCarts.set(cart.id, cart));
    },
    lockClients: (ids) => locked('client', ids, ({ clients }) => clients),
    async saveClients(all) {
      for (const one of all) write(({ clients }) => clients.set(one.id, one));
    },
    findPromises: async (places) =>
      [...view().channelOrders.values()].flatMap((order) =>
        promisedUnits(order)
          .filter((unit) => places.some((at) => at.location === unit.location && at.ordinal === unit.ordinal))
          .map((unit) => ({ ...unit, order: order.id })),
      ),
  };
}
