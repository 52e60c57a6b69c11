/**
 * The built app and the catalogue's pictures. Files whose names carry their content's hash, and pictures (a
 * new one has a new name), may be kept for ever; everything else is asked again each time and answered 304
 * when unchanged. What was asked for last stays in memory, up to a bound; packed once, by the first who asks.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import type { EvertillApp } from './context.ts';
import { PICTURE_SECURITY_POLICY } from './security-headers.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};
/** Already packed by their own formats. */
const PACKED: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.webp', '.avif', '.woff2', '.ico']);
export const PICTURES_PREFIX = '/pictures/';
const PACK_FROM_BYTES = 1_024;
const MEMORY_BYTES = 64_000_000;
const BROTLI_QUALITY = 9;

const packBrotli = promisify(brotliCompress);
const unpackBrotli = promisify(brotliDecompress);
const packGzip = promisify(gzip);

interface SiteFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  readonly isPackable: boolean;
  packed: Partial<Record<'br' | 'gzip', Promise<Uint8Array>>>;
}

/** Where files come from; asked once for each name that exists. Null: it has none of that name. */
export interface SiteSource {
  read(name: string): Promise<Uint8Array | null>;
}

export interface Site {
  /** Null when there is no such file. */
  answer(request: Request, path: string): Promise<Response | null>;
}

/** `prefix` is the address under which the files are found, `/` for the app itself. */
export function createSite(
  sources: readonly SiteSource[],
  options: { prefix: string; kind: 'app' | 'pictures'; memoryBytes?: number },
): Site {
  const room = options.memoryBytes ?? MEMORY_BYTES;
  /** The one asked for longest ago first. A size is known once the file is read. */
  const files = new Map<string, { readonly opened: Promise<SiteFile | null>; size: number }>();
  let held = 0;
  const find = async (name: string): Promise<SiteFile | null> => {
    for (const source of sources) {
      const bytes = await source.read(name);
      if (bytes === null) continue;
      const file = siteFile(name, bytes, options.kind);
      const packed = file.isPackable ? await source.read(`${name}.br`) : null;
      if (packed !== null && (await isPackOf(packed, bytes))) file.packed.br = Promise.resolve(packed);
      return file;
    }
    return null;
  };
  const remember = (name: string, size: number | null) => {
    const place = files.get(name);
    // What is not there may come, and strangers invent names without end.
    if (place === undefined || size === null || size > room) return void files.delete(name);
    place.size = size;
    held += size;
    for (const [oldest, before] of files) {
      if (held <= room) return;
      if (before.size === 0) continue;
      files.delete(oldest);
      held -= before.size;
    }
  };
  const open = (name: string): Promise<SiteFile | null> => {
    const before = files.get(name);
    const place = before ?? { opened: find(name), size: 0 };
    files.delete(name);
    files.set(name, place);
    if (before === undefined) {
      place.opened.then(
        (file) => remember(name, file?.bytes.byteLength ?? null),
        () => remember(name, null),
      );
    }
    return place.opened;
  };
  return {
    async answer(request, path) {
      const name = path.startsWith(options.prefix) ? path.slice(options.prefix.length) : null;
      const file = name === null ? null : await open(name);
      if (file === null) return null;
      const headers = new Headers({
        'content-type': file.type,
        'cache-control': file.cacheControl,
        etag: file.etag,
        vary: 'accept-encoding',
      });
      if (options.kind === 'pictures') headers.set('content-security-policy', PICTURE_SECURITY_POLICY);
      if (request.headers.get('if-none-match')?.includes(file.etag)) {
        return new Response(null, { status: 304, headers });
      }
      const encoding = file.isPackable ? encodingFor(request.headers.get('accept-encoding') ?? '') : null;
      const bytes = encoding === null ? file.bytes : await packedOf(file, encoding);
      if (encoding !== null) headers.set('content-encoding', encoding);
      headers.set('content-length', String(bytes.byteLength));
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
    },
  };
}

/** The files of a folder as they are now; a name that is not among them can never lead out of it. */
export async function folderSource(folder: string): Promise<SiteSource> {
  const places = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const place = join(entry.parentPath, entry.name);
    places.set(relative(folder, place).split(sep).join('/'), place);
  }
  return {
    async read(name) {
      const place = places.get(name);
      return place === undefined ? null : readFile(place);
    },
  };
}

function siteFile(name: string, bytes: Uint8Array, kind: 'app' | 'pictures'): SiteFile {
  const extension = extname(name).toLowerCase();
  return {
    bytes,
    type: MEDIA_TYPES[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
    cacheControl: cacheControlOf(name, kind),
    isPackable: !PACKED.has(extension) && bytes.length >= PACK_FROM_BYTES,
    packed: {},
  };
}

function cacheControlOf(name: string, kind: 'app' | 'pictures'): string {
  const isForEver = kind === 'pictures' || /^assets\/.+-[\w-]{8,}\.\w+$/.test(name);
  return isForEver ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function encodingFor(accepted: string): 'br' | 'gzip' | null {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
}

/** A build leaves its files packed beside them; what was changed by hand since is packed here. */
async function isPackOf(packed: Uint8Array, bytes: Uint8Array): Promise<boolean> {
  const unpacked = await unpackBrotli(packed).catch(() => null);
  return unpacked?.equals(bytes) ?? false;
}

function packedOf(file: SiteFile, encoding: 'br' | 'gzip'): Promise<Uint8Array> {
  file.packed[encoding] ??=
    encoding === 'br'
      ? packBrotli(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
      : packGzip(file.bytes, { level: 9 });
  return file.packed[encoding];
}

/** Navigations inside the app: a page of it was asked for by name, not a file. */
function isNavigation(request: Request, path: string): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (/^\/(api|metrics|healthz|readyz|pictures|assets)(\/|$)/.test(path) || /\.[^/]*$/.test(path)) return false;
  return (request.headers.get('accept') ?? '').includes('text/html');
}

export function siteRoutes(app: EvertillApp, { site, pictures }: { site: Site | null; pictures: Site | null }): void {
  app.on(['GET', 'HEAD'], '*', async (c, next) => {
    const path = c.req.path === '/' ? '/index.html' : c.req.path;
    if (path.startsWith('/api/')) return next();
    c.set('route', 'site');
    const held = path.startsWith(PICTURES_PREFIX) ? pictures : site;
    const found = await held?.answer(c.req.raw, path);
    if (found) return found;
    const page = isNavigation(c.req.raw, path) ? await site?.answer(c.req.raw, '/index.html') : null;
    return page ?? next();
  });
}
