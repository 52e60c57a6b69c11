/** Records of other channels and of clients, over plain maps. */
import { promisedUnits } from '../../../src/domain/channel/channel-record.ts';
import type { ChannelRecords } from '../../../src/server/ledger/channel-records.ts';
import type { Tables } from './model-tables.ts';

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
