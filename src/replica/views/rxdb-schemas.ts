/**
 * The shapes of the views' rows, as RxDB wants them said. Only what is looked up or sorted by is bounded and
 * indexed. Another shape needs another number in the store's name; views are never migrated.
 */
import type { RxJsonSchema } from 'rxdb';
import type { CartRow, ExceptionRow, OrderRow } from './view-rows.ts';

export interface MarkRow {
  readonly id: string;
  /** `FeedMark` as JSON. */
  readonly mark: string;
}

const id = { type: 'string', maxLength: 40 } as const;
const text = { type: 'string' } as const;
const isUnsent = { type: 'boolean' } as const;
const shortText = (maxLength: number) => ({ type: 'string', maxLength }) as const;

const base = { version: 0, primaryKey: 'id', type: 'object' } as const;

const orders: RxJsonSchema<OrderRow> = {
  ...base,
  properties: {
    id,
    queue: shortText(8),
    place: shortText(24),
    number: shortText(40),
    client: shortText(40),
    age: shortText(13),
    codeDigest: text,
    isUnsent,
    summary: text,
    shown: text,
  },
  required: ['id', 'queue', 'place', 'number', 'client', 'age', 'codeDigest', 'isUnsent', 'summary', 'shown'],
  indexes: [['queue', 'place'], ['number'], ['client', 'age'], ['isUnsent']],
};

const carts: RxJsonSchema<CartRow> = {
  ...base,
  properties: { id, code: shortText(8), isUnsent, shown: text },
  required: ['id', 'code', 'isUnsent', 'shown'],
  indexes: [['code'], ['isUnsent']],
};

const exceptions: RxJsonSchema<ExceptionRow> = {
  ...base,
  properties: { id, place: shortText(26), isUnsent, shown: text },
  required: ['id', 'place', 'isUnsent', 'shown'],
  indexes: [['place'], ['isUnsent']],
};

const feeds: RxJsonSchema<MarkRow> = { ...base, properties: { id, mark: text }, required: ['id', 'mark'] };

export const SCHEMAS = { orders, carts, exceptions, feeds };
