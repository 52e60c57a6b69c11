/** The least that any fill must do: bring the bytes over the wire, and at the most parse them. */

/** As many at once as a browser opens connections to one server. */
const PARALLEL = 6;

export async function eachFetched(urls: readonly string[], take: (answer: Response) => Promise<void>): Promise<void> {
  const queue = [...urls];
  const one = async () => {
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      await take(answer);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, one));
}

export async function download({ urls }: { readonly urls: readonly string[] }) {
  const from = performance.now();
  let bytes = 0;
  await eachFetched(urls, async (answer) => {
    const { byteLength } = await answer.arrayBuffer();
    bytes += byteLength;
  });
  return { ms: performance.now() - from, bytes };
}

export async function fetchAndParse({ urls }: { readonly urls: readonly string[] }) {
  const from = performance.now();
  let rows = 0;
  await eachFetched(urls, async (answer) => {
    const { length } = JSON.parse(await answer.text()) as unknown[];
    rows += length;
  });
  return { ms: performance.now() - from, rows };
}
