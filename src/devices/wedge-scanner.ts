/**
 * Listens for a keyboard-wedge scanner in the capture phase, before any field, button or keypad sees
 * its keys. A scan is taken out of whatever field had focus: the field gets back the value and caret it
 * had when the burst began, so a scan never ends up in a quantity.
 */
import type { Scanner } from './scanner.ts';
import {
  afterSilence,
  type Burst,
  type BurstEnd,
  endBySilence,
  silenceMs,
  stepKey,
  WEDGE_SETTINGS,
  type WedgeSettings,
} from './wedge-burst.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;

interface FieldBefore {
  readonly field: TextField;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

const TEXT_TYPES = new Set(['text', 'search', 'tel', 'url', 'email', 'password', 'number', '']);

/** Starts listening on `page`; returns the way to stop. */
export function attachWedge(page: Document, scanner: Scanner, settings: WedgeSettings = WEDGE_SETTINGS): () => void {
  const view = page.defaultView;
  if (!view) return () => {};
  let burst: Burst | null = null;
  let before: FieldBefore[] = [];
  let lastTarget: EventTarget | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let replaying = false;

  const finish = (ended: BurstEnd | null) => {
    const fields = before;
    before = [];
    if (ended?.kind === 'scan') {
      for (const field of fields) putBack(field);
      scanner.deliver({ text: ended.text, source: 'wedge' });
    } else if (ended?.kind === 'release') {
      replaying = true;
      try {
        for (const key of ended.keys)
          release(key, textFieldOf(lastTarget) ?? textFieldOf(page.activeElement) ?? lastTarget, page);
      } finally {
        replaying = false;
      }
    }
  };

  const onSilence = () => {
    const ended = endBySilence(burst, settings);
    burst = afterSilence(burst, ended);
    finish(ended);
  };

  /** Keys that came while the page was too busy to hear them are in its queue: they come before a timer set now. */
  const onQuiet = () => {
    timer = setTimeout(onSilence, 0);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (replaying) return;
    clearTimeout(timer);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !event.isComposing;
    if (!isPlain) return onSilence();
    const { key, timeStamp: at } = event;
    let field = textFieldOf(event.target);
    let step = stepKey(burst, { key, at, inText: field !== null }, settings);
    if (step.ended) finish(step.ended);
    // A key released just now may have been the shortcut to a field: this one's character goes there.
    const opened = field === null && step.ended ? textFieldOf(page.activeElement) : null;
    if (opened) {
      field = opened;
      step = stepKey(null, { key, at, inText: true }, settings);
    }
    if (step.burst === null || step.burst.text.length === 1) before = [];
    if (step.burst && field && !before.some((kept) => kept.field === field)) before.push(stateOf(field));
    burst = step.burst;
    lastTarget = field ?? event.target;
    if (step.swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (burst) timer = setTimeout(onQuiet, silenceMs(burst, settings));
  };

  view.addEventListener('keydown', onKeyDown, true);
  return () => {
    clearTimeout(timer);
    view.removeEventListener('keydown', onKeyDown, true);
  };
}

function textFieldOf(target: EventTarget | null): TextField | null {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && TEXT_TYPES.has(target.type) ? target : null;
}

function stateOf(field: TextField): FieldBefore {
  return { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Sets a value the way typing does, so that a form that watches the field hears of it. */
function setValue(field: TextField, value: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function putBack(kept: FieldBefore): void {
  if (kept.field.value === kept.value) return;
  setValue(kept.field, kept.value);
  setCaret(kept.field, kept.start, kept.end);
}

function setCaret(field: TextField, start: number | null, end: number | null): void {
  // Number fields have no caret to set, and say so by throwing.
  if (start !== null && end !== null) field.setSelectionRange(start, end);
}

function release(key: string, target: EventTarget | null, page: Document): void {
  const field = textFieldOf(target);
  if (!field) {
    const place = target instanceof Element && target.isConnected ? target : page.body;
    place.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    return;
  }
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? field.value.length;
  setValue(field, field.value.slice(0, start) + key + field.value.slice(end));
  if (field.selectionStart !== null) setCaret(field, start + key.length, start + key.length);
}
