import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createSite, folderSource } from '../../src/server/http/site.ts';
import { packFolder } from '../../vite/pack-files.ts';

const text = 'export const word = "evertill";\n'.repeat(100);

test('what the build packed is what the server hands out, unless the file was changed since', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'evertill-pack-'));
  try {
    await writeFile(join(folder, 'app.js'), text);
    await writeFile(join(folder, 'changed.js'), text);
    await packFolder(folder);
    await writeFile(join(folder, 'changed.js'), `${text}// more`);
    const site = createSite([await folderSource(folder)], { prefix: '/', kind: 'app' });
    const asked = async (path: string) => {
      const answer = await site.answer(
        new Request('http://shop.test', { headers: { 'accept-encoding': 'gzip, br' } }),
        path,
      );
      expect(answer?.headers.get('content-encoding')).toBe('br');
      return brotliDecompressSync(Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0))).toString();
    };
    expect(await asked('/app.js')).toBe(text);
    expect(await asked('/changed.js')).toBe(`${text}// more`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
