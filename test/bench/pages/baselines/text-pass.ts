/** One pass over all words of the catalogue, packed into one text: what a search without an index must do. */

export async function passOverText({ url, queries }: { readonly url: string; readonly queries: readonly string[] }) {
  const rows = (await (await fetch(url)).json()) as string[];
  const text = rows.join('\n').toLowerCase();
  const ms: number[] = [];
  let found = 0;
  for (const query of queries) {
    // Never there, so that the pass reaches the end, past every place that begins like it.
    const needle = `${query.toLowerCase()}\u0001`;
    const from = performance.now();
    if (text.indexOf(needle) >= 0) found++;
    ms.push(performance.now() - from);
  }
  return { ms, found, characters: text.length };
}
