// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { createWindowPrinter } from '../../src/devices/print-window.ts';
import { createFakePrinter } from '../../src/devices/receipt-printer.ts';
import { createFakeSounds, createWebAudioSounds } from '../../src/devices/sound.ts';

function paper(text: string): HTMLElement {
  const content = document.createElement('article');
  content.textContent = text;
  return content;
}

test('prints the newest sheet only, under its own title, and gives the page its title back', async () => {
  document.title = 'Evertill';
  const titles: string[] = [];
  window.print = vi.fn(() => titles.push(document.title));
  const printer = createWindowPrinter(window);
  await printer.print({ title: 'A-000001', content: paper('first') });
  await printer.print({ title: 'A-000002', content: paper('second') });
  expect(titles).toEqual(['A-000001', 'A-000002']);
  expect(document.title).toBe('Evertill');
  expect([...document.querySelectorAll('.print-sheet')].map((sheet) => sheet.textContent)).toEqual(['second']);
});

test('a browser that cannot print is a refusal, not a crash', async () => {
  window.print = () => {
    throw new Error('blocked');
  };
  const verdict = await createWindowPrinter(window).print({ title: 'A-1', content: paper('x') });
  expect(verdict).toEqual({ ok: false, refusal: { code: 'printer-unavailable' } });
});

test('the fake printer can refuse, and can print and go silent', async () => {
  const printer = createFakePrinter();
  printer.next = 'refuses';
  expect((await printer.print({ title: 'A', content: paper('a') })).ok).toBe(false);
  printer.next = 'prints-and-goes-silent';
  expect((await printer.print({ title: 'B', content: paper('b') })).ok).toBe(false);
  expect(printer.printed.map(({ title }) => title)).toEqual(['B']);
});

test('silence asks for no audio at all', () => {
  const open = vi.fn(() => null);
  const sounds = createWebAudioSounds(open, 0);
  sounds.play('added');
  expect(open).not.toHaveBeenCalled();
  sounds.setVolume(7);
  expect(sounds.volume()).toBe(1);
  sounds.play('added');
  expect(open).toHaveBeenCalledTimes(1);
  const fake = createFakeSounds();
  fake.play('paid');
  fake.setVolume(0);
  fake.play('paid');
  expect(fake.heard).toEqual(['paid']);
});
