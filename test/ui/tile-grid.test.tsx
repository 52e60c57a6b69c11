// @vitest-environment happy-dom
/** Ten thousand tiles, of which only those near the window exist. */
import { act, cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TileGrid } from '../../src/ui/index.ts';
import { stepTowards } from '../../src/ui/tile-grid.tsx';

beforeEach(() => {
  for (const side of ['offsetWidth', 'clientHeight', 'clientWidth'] as const) {
    vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(800);
  }
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(200);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Shop(props: { readonly count: number; readonly onReach: (first: number, last: number) => void }) {
  const scroller = useRef<HTMLElement>(null);
  return (
    <section ref={scroller} aria-label="Shop">
      <TileGrid count={props.count} scroller={scroller} headPx={60} tileRem={9} onReach={props.onReach}>
        {(index) => (
          <button key={index} type="button">
            Tile {index}
          </button>
        )}
      </TileGrid>
    </section>
  );
}

async function settle(): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
}

test('only the tiles near the window exist, and others as they are reached', async () => {
  const reached: (readonly [number, number])[] = [];
  render(<Shop count={10_000} onReach={(first, last) => reached.push([first, last])} />);
  await settle();
  expect(screen.getByText('Tile 0')).toBeTruthy();
  expect(screen.getAllByRole('button').length).toBeLessThan(100);

  const shop = screen.getByLabelText('Shop');
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(1_000_000);
  shop.scrollTop = 212 * 1_000;
  shop.dispatchEvent(new Event('scroll'));
  await settle();
  expect(screen.queryByText('Tile 0')).toBeNull();
  expect(screen.getAllByRole('button').length).toBeLessThan(100);
  const [first, last] = reached.at(-1) ?? [0, 0];
  expect(first).toBeGreaterThan(4_000);
  expect(screen.getAllByRole('button')[0]?.textContent).toBe(`Tile ${first}`);
  expect(screen.getAllByRole('button').at(-1)?.textContent).toBe(`Tile ${last}`);
});

test('no tile stands for nothing: the last row has what is left', async () => {
  render(<Shop count={7} onReach={() => undefined} />);
  await settle();
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(
    Array.from({ length: 7 }, (_, index) => `Tile ${index}`),
  );
});

test('after a long throw the rows in sight come first, a few a frame, until nothing is left to do', () => {
  const seen = { from: 100, to: 104 };
  const steps = [{ from: 0, to: 7 }];
  for (;;) {
    const before = steps.at(-1) ?? { from: 0, to: 0 };
    const next = stepTowards(before, seen, 1_000);
    if (next === before) break;
    const rows = ({ from, to }: typeof seen) => to - from + 1;
    const kept = Math.max(0, Math.min(before.to, next.to) - Math.max(before.from, next.from) + 1);
    expect(rows(next) - kept).toBeLessThanOrEqual(3);
    steps.push(next);
  }
  expect(steps[1]).toEqual({ from: 100, to: 102 });
  expect(steps[2]).toEqual({ from: 100, to: 105 });
  expect(steps.at(-1)).toEqual({ from: 97, to: 107 });
  // At the end of all rows, and where there are none.
  expect(stepTowards({ from: 5, to: 9 }, { from: 7, to: 9 }, 10)).toEqual({ from: 4, to: 9 });
  expect(stepTowards({ from: 0, to: 0 }, { from: 0, to: 0 }, 0)).toEqual({ from: 0, to: 0 });
});
