/** The test runner prints failures through Map.groupBy, which Node 20 does not have; without it a red test loses its message. */
(Map as { groupBy?: unknown }).groupBy ??= <K, V>(
  values: Iterable<V>,
  keyOf: (value: V, index: number) => K,
): Map<K, V[]> => {
  const groups = new Map<K, V[]>();
  let index = 0;
  for (const value of values) {
    const key = keyOf(value, index++);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
};
