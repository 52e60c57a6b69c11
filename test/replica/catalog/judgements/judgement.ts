/** What a person types, and what must be among the first five rows: any form of the item of that title. */
export type Judgement = readonly [query: string, expected: string];

/** Kinds of queries; `sku` and `code` name a SKU instead of a title, and it must stand first. */
export type Judgements = Readonly<Record<string, readonly Judgement[]>>;
