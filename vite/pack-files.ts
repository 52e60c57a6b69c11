/**
 * Packs what browsers fetch as tightly as Brotli can, once, beside the file itself. It takes seconds, which a
 * build has and the first browser of a day has not. Servers that know nothing of it lose nothing.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const PACKED = /\.(js|css|html|svg|wasm|webmanifest|json)$/;
const PACK_FROM_BYTES = 1_024;

const pack = promisify(brotliCompress);

export function packFiles(): Plugin {
  let folder = '';
  return {
    name: 'evertill-pack-files',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      // The service worker is written by the last of the others.
      order: 'post',
      sequential: true,
      handler: () => packFolder(folder),
    },
  };
}

export async function packFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && PACKED.test(entry.name));
  await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path);
      if (bytes.length < PACK_FROM_BYTES) return;
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      await writeFile(`${path}.br`, await pack(bytes, { params }));
    }),
  );
}
