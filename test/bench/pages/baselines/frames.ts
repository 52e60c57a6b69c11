/** What the screen itself gives: bare frames, and a plain list to scroll. */

export async function frameTimes({ count }: { readonly count: number }) {
  const times: number[] = [];
  let last = await new Promise<number>(requestAnimationFrame);
  while (times.length < count) {
    const now = await new Promise<number>(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return { ms: times };
}

/** `count` boxes as large as a tile, with a word each, all of them in the page. */
export async function showPlainList({ count }: { readonly count: number }) {
  const list = document.createElement('div');
  list.setAttribute('aria-label', 'Items');
  list.style.cssText =
    'height:100vh;overflow-y:auto;display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:12px';
  for (let place = 0; place < count; place++) {
    const box = document.createElement('div');
    box.style.height = '200px';
    box.textContent = `Goods ${place}`;
    list.append(box);
  }
  document.body.replaceChildren(list);
  return { count };
}
