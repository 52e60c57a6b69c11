/**
 * The same goods in the forms that bench pages fetch: JSON rows page by page (what a plain sync would
 * send), one text per product, and packed segments with their manifest. Made once per size, compressed as
 * a server would send them.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DEMO_LOCATIONS } from '../../../src/demo/shop/locations.ts';
import { PRICE_LISTS } from '../../../src/demo/shop/money-and-tax.ts';
import { sha256Hex } from '../../../src/kernel/hash.ts';
import { ITEM_SEGMENT_ROWS, NUMBER_SEGMENT_ROWS, type SegmentPart } from '../../../src/protocol/segment/manifest.ts';
import { encodeItems, encodePrices, encodeStock } from '../../../src/protocol/segment/rows.ts';
import { type Goods, inventGoods } from '../goods/goods.ts';
import { jsonRows } from '../goods/goods-files.ts';
import { BENCH_PATH, type Link } from '../link.ts';
import { madeOnce } from './cache.ts';

const PAGE_ROWS = 5_000;
const SOURCES = [
  'test/bench/goods/goods.ts',
  'test/bench/goods/words.ts',
  'test/bench/goods/goods-files.ts',
  'test/bench/shop/offered.ts',
  'src/protocol/segment/columnar.ts',
  'src/protocol/segment/rows.ts',
  'src/protocol/segment/tables.ts',
];

export interface Offered {
  readonly products: readonly string[];
  readonly levels: readonly string[];
  /** One line of words per product, in the order of ordinals. */
  readonly texts: string;
  readonly manifest: string;
  readonly segments: readonly string[];
  /** Bytes as JSON, before compression. */
  readonly jsonBytes: { readonly products: number; readonly levels: number };
}

export async function offerGoods(link: Link, count: number): Promise<Offered> {
  const folder = await madeOnce(`offered-${count}`, SOURCES, (workshop) => write(workshop, inventGoods(count)));
  const urls: string[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    if (name === 'sizes') continue;
    const path = `goods-${count}/${name}`;
    const type = name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
    link.offer(path, await readFile(join(folder, name)), { 'content-type': type, 'content-encoding': 'gzip' });
    urls.push(`${BENCH_PATH}${path}`);
  }
  const named = (kind: string) => urls.filter((url) => url.includes(`/${kind}`));
  return {
    products: named('products-'),
    levels: named('levels-'),
    texts: named('texts')[0] ?? '',
    manifest: named('manifest')[0] ?? '',
    segments: named('segment-'),
    jsonBytes: JSON.parse(await readFile(join(folder, 'sizes'), 'utf8')),
  };
}

async function write(folder: string, goods: readonly Goods[]): Promise<void> {
  const keep = async (name: string, content: string | Uint8Array) =>
    writeFile(join(folder, name), await promisify(gzip)(content, { level: 6 }));
  const { products, levels } = jsonRows(goods);
  const sizes = { products: 0, levels: 0 };
  for (let from = 0; from < goods.length; from += PAGE_ROWS) {
    const page = String(from / PAGE_ROWS).padStart(4, '0');
    for (const [kind, rows] of [
      ['products', products],
      ['levels', levels],
    ] as const) {
      const text = JSON.stringify(rows.slice(from, from + PAGE_ROWS));
      sizes[kind] += Buffer.byteLength(text);
      await keep(`${kind}-${page}.json`, text);
    }
  }
  await keep('texts.json', JSON.stringify(goods.map(textOf)));
  const parts = async (step: number, encode: (first: number, rows: readonly Goods[]) => Uint8Array) => {
    const list: SegmentPart[] = [];
    for (let first = 0; first < goods.length; first += step) {
      const rows = goods.slice(first, first + step);
      const bytes = encode(first, rows);
      const hash = sha256Hex(bytes);
      list.push({ hash, first, rows: rows.length, bytes: bytes.length });
      await keep(`segment-${hash}`, bytes);
    }
    return list;
  };
  const tables = [
    {
      stream: 'items',
      through: 0,
      parts: await parts(ITEM_SEGMENT_ROWS, (first, rows) =>
        encodeItems(
          first,
          rows.map((row) => row.variant),
        ),
      ),
    },
    {
      stream: `prices:${PRICE_LISTS.EUR}`,
      through: 0,
      parts: await parts(NUMBER_SEGMENT_ROWS, (first, rows) =>
        encodePrices(
          first,
          rows.map((row) => row.price),
        ),
      ),
    },
    {
      stream: `stock:${DEMO_LOCATIONS.amsterdam.id}`,
      through: 0,
      parts: await parts(NUMBER_SEGMENT_ROWS, (first, rows) =>
        encodeStock(
          first,
          rows.map((row) => row.level),
        ),
      ),
    },
  ];
  await keep('manifest.json', JSON.stringify({ epoch: 'bench', tables, grant: '' }));
  await writeFile(join(folder, 'sizes'), JSON.stringify(sizes));
}

function textOf({ variant }: Goods): string {
  const { title, options, sku, barcodes } = variant;
  return [title.en, title['zh-TW'], title['zh-CN'], ...options, sku, ...barcodes].join(' ');
}
