import { Dialog, useWords } from '../../ui/index.ts';
import { sellWords } from './words.ts';

const KEYS = [
  ['/', 'keySearch'],
  ['F2', 'keyCharge'],
  ['F4', 'keyPark'],
  ['F6', 'keyParked'],
  ['F8', 'keyLast'],
  ['Ctrl Z', 'keyUndo'],
  ['?', 'keyHelp'],
] as const;

/** Every shortcut of the sell screen. */
export function KeyHelp(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useWords(sellWords);
  return (
    <Dialog title={t('keys')} isOpen={props.isOpen} onClose={props.onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-3 text-lg">
        {KEYS.map(([key, words]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-flex min-h-10 min-w-14 items-center justify-center rounded-md border border-edge bg-well px-3 font-sans font-medium">
                {key}
              </kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
