/** Memory of an isolated page and its workers, arrays included, after rubbish was collected. In bytes. */
import type { Page } from 'playwright-core';

export interface Heap {
  readonly main: number;
  readonly workers: number;
}

interface MemoryPart {
  readonly bytes: number;
  readonly attribution: readonly { readonly scope: string }[];
}

export async function heapOf(page: Page): Promise<Heap> {
  const parts = await page.evaluate(async () => {
    const { performance: clock } = window as unknown as {
      performance: { measureUserAgentSpecificMemory(): Promise<{ breakdown: MemoryPart[] }> };
    };
    return (await clock.measureUserAgentSpecificMemory()).breakdown;
  });
  const sum = (fits: (part: MemoryPart) => boolean) =>
    parts.filter(fits).reduce((total, part) => total + part.bytes, 0);
  const isWorkers = ({ attribution }: MemoryPart) => attribution.some(({ scope }) => scope !== 'Window');
  const isMain = (part: MemoryPart) => part.attribution.length > 0 && !isWorkers(part);
  return { main: sum(isMain), workers: sum(isWorkers) };
}
