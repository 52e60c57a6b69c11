/** Bounds that both ends hold to. A message beyond them is refused whole, before any of it has an effect. */
export const PUSH_ENTRIES_MAX = 100;
export const PUSH_BYTES_MAX = 1_000_000;
/** One entry may be large (an order of 1,000 lines), yet always fits into one push. */
export const ENTRY_BYTES_MAX = 900_000;
export const JSON_DEPTH_MAX = 16;
export const PULL_CHANGES_MAX = 1_000;
/** Changes a stream keeps above its floor before segments are published anew. */
export const STREAM_WINDOW_MAX = 20_000;
export const TEXT_MAX = 500;
export const NAME_MAX = 120;
