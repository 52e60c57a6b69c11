/** Builds the bench pages, the product's own code in them, for the place they are served from. */
import { join } from 'node:path';
import { build } from 'vite';
import { BENCH_PATH } from '../link.ts';

export async function buildPages(folder: string): Promise<void> {
  const root = import.meta.dirname;
  await build({
    configFile: false,
    root,
    base: BENCH_PATH,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: [join(root, 'empty.html'), join(root, 'bench.html')] },
    },
  });
}
