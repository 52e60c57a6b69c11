// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createScannerHub } from '../../src/devices/scanner.ts';
import { attachWedge } from '../../src/devices/wedge-scanner.ts';

let at = 1000;
let scans: string[] = [];
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<input id="quantity" value="12"><button>Pay</button>';
  scans = [];
  const hub = createScannerHub();
  hub.subscribe((scan) => scans.push(scan.text));
  stop = attachWedge(document, hub);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const quantity = () => document.querySelector<HTMLInputElement>('#quantity') as HTMLInputElement;

/** Presses a key as a keyboard does: the page sees it first, then the field takes the character. */
function press(target: HTMLElement, key: string, gapMs: number): boolean {
  at += gapMs;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: at });
  const goesOn = target.dispatchEvent(event);
  if (goesOn && target instanceof HTMLInputElement && key.length === 1) {
    target.value += key;
    target.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return goesOn;
}

test('a scan into a focused quantity leaves the quantity as it was', () => {
  const heard: string[] = [];
  quantity().addEventListener('input', () => heard.push(quantity().value));
  for (const key of '5901234123457') press(quantity(), key, 8);
  expect(press(quantity(), 'Enter', 8)).toBe(false);
  expect(scans).toEqual(['5901234123457']);
  expect(quantity().value).toBe('12');
  expect(heard.at(-1)).toBe('12');
});

test('the page was busy and hears the last keys late, with the right times: it is one scan, whole', () => {
  for (const key of '401000001267') press(document.body, key, 8);
  // Silence by the clock; what was pressed meanwhile stands behind it in the queue.
  vi.runOnlyPendingTimers();
  for (const key of ['8', 'Enter']) press(document.body, key, 8);
  vi.runAllTimers();
  expect(scans).toEqual(['4010000012678']);
});

test('typing into the quantity is untouched', () => {
  press(quantity(), '7', 180);
  press(quantity(), '5', 140);
  expect(press(quantity(), 'Enter', 200)).toBe(true);
  vi.runAllTimers();
  expect(quantity().value).toBe('1275');
  expect(scans).toEqual([]);
});

test('a hand that rolls over three keys gets all of them, in order', () => {
  for (const key of 'abc') press(quantity(), key, 20);
  vi.runAllTimers();
  expect(quantity().value).toBe('12abc');
});

test('a scan while a button has focus presses nothing', () => {
  const button = document.querySelector('button') as HTMLButtonElement;
  const seen: string[] = [];
  window.addEventListener('keydown', (event) => seen.push(event.key));
  for (const key of '4006381333931') press(button, key, 8);
  press(button, 'Enter', 8);
  expect(scans).toEqual(['4006381333931']);
  expect(seen).toEqual([]);
});

test('a single key outside a field still reaches shortcuts, a moment later', () => {
  const seen: string[] = [];
  window.addEventListener('keydown', (event) => seen.push(event.key));
  press(document.body, '/', 500);
  vi.runAllTimers();
  expect(seen).toEqual(['/']);
});

test('the newest listener takes the scan and gives it back when it leaves', () => {
  const hub = createScannerHub();
  const heard: string[] = [];
  hub.subscribe((scan) => heard.push(`below ${scan.text}`));
  const leave = hub.subscribe((scan) => heard.push(`above ${scan.text}`));
  hub.deliver({ text: 'a', source: 'typed' });
  leave();
  hub.deliver({ text: 'b', source: 'typed' });
  expect(heard).toEqual(['above a', 'below b']);
});

test('a scan on a screen that takes none waits for the one that is opened for it', () => {
  const hub = createScannerHub();
  const heard: string[] = [];
  expect(hub.deliver({ text: 'while locked', source: 'wedge' })).toBe(false);
  let asked = 0;
  const stopKeeping = hub.keepUnheard(() => {
    asked += 1;
  });
  hub.deliver({ text: 'a', source: 'wedge' });
  hub.deliver({ text: 'b', source: 'wedge' });
  expect(asked).toBe(2);
  const leave = hub.subscribe((scan) => heard.push(scan.text));
  hub.deliver({ text: 'c', source: 'wedge' });
  expect(heard).toEqual(['a', 'b', 'c']);
  leave();
  hub.deliver({ text: 'd', source: 'wedge' });
  stopKeeping();
  hub.subscribe((scan) => heard.push(scan.text));
  expect(heard).toEqual(['a', 'b', 'c']);
});

test('a page that is busy after the first key hears the rest of the scan late, and still as one', () => {
  press(quantity(), '5', 500);
  vi.advanceTimersByTime(200);
  for (const key of '9012341') press(quantity(), key, 3);
  vi.advanceTimersByTime(200);
  for (const key of '23457') press(quantity(), key, 3);
  expect(press(quantity(), 'Enter', 3)).toBe(false);
  expect(scans).toEqual(['5901234123457']);
  expect(quantity().value).toBe('12');
});

test('outside a field the first key of a scan is heard long before the others: the scan is whole all the same', () => {
  const seen: string[] = [];
  window.addEventListener('keydown', (event) => seen.push(event.key));
  press(document.body, '5', 500);
  vi.advanceTimersByTime(200);
  expect(seen).toEqual(['5']);
  for (const key of '401000000031') press(document.body, key, 3);
  expect(press(document.body, 'Enter', 3)).toBe(false);
  expect(scans).toEqual(['5401000000031']);
  press(document.body, '7', 500);
  vi.advanceTimersByTime(200);
  for (const key of '4006381333931') press(document.body, key, key === '4' ? 500 : 3);
  press(document.body, 'Enter', 3);
  expect(scans.at(-1)).toBe('4006381333931');
});

/** As a hand types: each key is seen by the page first, and its character goes to what has the focus afterwards. */
function type(keys: string, gapMs: number): void {
  for (const key of keys) {
    vi.advanceTimersByTime(gapMs);
    at += gapMs;
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: at });
    const goesOn = (document.activeElement ?? document.body).dispatchEvent(event);
    const focused = document.activeElement;
    if (goesOn && focused instanceof HTMLInputElement) focused.value += key;
  }
}

function opensOnSlash(event: KeyboardEvent): void {
  if (event.key !== '/' || event.target === quantity()) return;
  event.preventDefault();
  quantity().focus();
}

test.each([20, 36, 45, 59, 61, 90, 180])(
  'what is typed after a shortcut reaches the field it opens, %i ms a key',
  (gapMs) => {
    quantity().value = '';
    document.addEventListener('keydown', opensOnSlash);
    type('/soap', gapMs);
    vi.runAllTimers();
    document.removeEventListener('keydown', opensOnSlash);
    expect(quantity().value).toBe('soap');
    expect(scans).toEqual([]);
  },
);

test('a scan right after a shortcut is a scan, and the field it opened stays empty', () => {
  quantity().value = '';
  document.addEventListener('keydown', opensOnSlash);
  type('/', 500);
  type('5', 45);
  type('901234123457', 5);
  press(quantity(), 'Enter', 5);
  document.removeEventListener('keydown', opensOnSlash);
  expect(scans).toEqual(['5901234123457']);
  expect(quantity().value).toBe('');
});
