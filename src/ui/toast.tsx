/**
 * Toasts: what just happened, with the way back. Undo instead of confirm, so a toast stays eight seconds
 * and waits while a finger or the focus is on it. At most three; the oldest goes first.
 */
import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { Button, IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import { useWords } from './i18n.ts';
import { watched } from './listeners.ts';
import type { Tone } from './status.tsx';
import { uiWords } from './ui-words.ts';

export interface Toast {
  readonly message: string;
  readonly action?: { readonly label: string; readonly onAction: () => void };
  readonly tone?: Tone;
}

interface ShownToast extends Toast {
  readonly id: number;
}

const TOASTS_MAX = 3;
const TOAST_MS = 8_000;

const shown = watched<readonly ShownToast[]>([]);
let lastId = 0;

/** Returns a function that takes the toast away again. */
export function showToast(toast: Toast): () => void {
  lastId += 1;
  const id = lastId;
  shown.set([...shown.get(), { ...toast, id }].slice(-TOASTS_MAX));
  return () => dismissToast(id);
}

function dismissToast(id: number): void {
  shown.set(shown.get().filter((toast) => toast.id !== id));
}

const EDGES: Record<Tone, string> = {
  calm: 'border-line',
  good: 'border-good',
  watch: 'border-watch',
  act: 'border-act',
};

function ToastCard({ toast }: { readonly toast: ShownToast }) {
  const t = useWords(uiWords);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(toast.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [isHeld, toast.id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only stops the clock; every action is a button inside
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cx(
        'pointer-events-auto flex w-full max-w-xl animate-arrive items-center gap-2 rounded-xl border bg-raised py-2 ps-5 pe-2 text-ink shadow-float',
        EDGES[toast.tone ?? 'calm'],
      )}
    >
      <p role={toast.tone === 'act' ? 'alert' : 'status'} className="grow py-2">
        {toast.message}
      </p>
      {toast.action ? (
        <Button
          variant="quiet"
          onPress={() => {
            toast.action?.onAction();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <IconButton label={t('dismiss')} icon={<X aria-hidden />} onPress={() => dismissToast(toast.id)} />
    </div>
  );
}

/** Mounted once, by the app. Reachable above dialogs, because undo must be. */
export function ToastRegion() {
  const t = useWords(uiWords);
  const toasts = useSyncExternalStore(shown.subscribe, shown.get, shown.get);
  return createPortal(
    <section
      aria-label={t('notices')}
      data-react-aria-top-layer="true"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4 pb-[calc(1rem+env(safe-area-inset-bottom))]"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>,
    document.body,
  );
}
