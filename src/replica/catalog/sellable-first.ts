/** Among rows that answer a search equally well, those that can be sold now stand first; no other order changes. */
export function sellableFirst(
  ordinals: readonly number[],
  rankOf: (ordinal: number) => number | null,
  isSellable: (ordinal: number) => boolean,
): number[] {
  const runs: { readonly rank: number | null; readonly ordinals: number[] }[] = [];
  for (const ordinal of ordinals) {
    const rank = rankOf(ordinal);
    const last = runs.at(-1);
    if (last !== undefined && rank !== null && last.rank === rank) last.ordinals.push(ordinal);
    else runs.push({ rank, ordinals: [ordinal] });
  }
  return runs.flatMap(({ ordinals: run }) =>
    run.length === 1 ? run : [...run.filter(isSellable), ...run.filter((ordinal) => !isSellable(ordinal))],
  );
}
