/** The screen people look at all day: the shelf, and the cart it fills. Everything stays where the hand expects it. */
import { useCallback, useRef, useState } from 'react';
import { cx, usePreferences, useWords } from '../../ui/index.ts';
import { HeaderSlot, placeOfClientCode, useCounter, useScan, useShortcuts } from '../counter/index.ts';
import { CartDiscount } from './cart-discount.tsx';
import { CartPane } from './cart-pane.tsx';
import { ItemGrid } from './item-grid.tsx';
import type { ItemTileModel } from './item-tiles.ts';
import { KeyHelp } from './key-help.tsx';
import { LineEditor } from './line-editor.tsx';
import { ParkCart, ParkedCarts } from './parking.tsx';
import { RecoveredSale } from './recovered-sale.tsx';
import { SearchBox } from './search-box.tsx';
import { SearchResults } from './search-results.tsx';
import { UnknownCode } from './unknown-code.tsx';
import { useCartActions } from './use-cart-actions.ts';
import { useRinging } from './use-ringing.ts';
import { useSearch } from './use-search.ts';
import { VariantPicker } from './variant-picker.tsx';
import { sellWords } from './words.ts';

type Panel = 'cart-discount' | 'park' | 'parked' | 'keys';

export function SellScreen() {
  const t = useWords(sellWords);
  const counter = useCounter();
  const { go, shelf, openCart, journal } = counter;
  const { panelSide } = usePreferences();
  const ringing = useRinging();
  const actions = useCartActions();
  const { query, answer, answered, answerNow, setQuery, lookFurther } = useSearch();
  const [marked, setMarked] = useState(0);
  const [editing, setEditing] = useState<string | null>(null);
  const [panel, setPanel] = useState<Panel | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const { asked, touched, choose, take, ring, dismiss } = ringing;

  useScan((scan) => void ring(scan.text));

  const search = useCallback(
    (next: string) => {
      setMarked(0);
      setQuery(next);
    },
    [setQuery],
  );
  const chooseTile = useCallback((tile: ItemTileModel) => choose(tile.variants), [choose]);
  const close = () => setPanel(null);
  const closeEditor = useCallback(() => setEditing(null), []);
  const editDiscount = useCallback(() => setPanel('cart-discount'), []);
  const showParked = useCallback(() => setPanel('parked'), []);
  const park = useCallback(
    () => setPanel(openCart.current().lines.length > 0 && journal.snapshot().isWriter ? 'park' : null),
    [openCart, journal],
  );
  const charge = useCallback(() => {
    if (openCart.current().lines.length > 0 && journal.snapshot().isWriter) go({ screen: 'checkout' });
  }, [openCart, journal, go]);
  const submitSearch = async () => {
    const text = query.trim();
    if (text === '') return;
    const [known, found, place] = await Promise.all([shelf.scan(text), answerNow(), placeOfClientCode(counter, text)]);
    const row = found?.rows[marked];
    search('');
    if (known.kind === 'unknown' && place !== null) go(place);
    else if (known.kind === 'unknown' && row) take(row);
    else void ring(text);
  };
  const move = (by: 1 | -1) => setMarked(Math.max(0, Math.min((answer?.rows.length ?? 1) - 1, marked + by)));
  const editLast = () => setEditing(touched.get()?.line ?? openCart.current().lines.at(-1)?.id ?? null);

  useShortcuts({
    '/': () => field.current?.focus(),
    F2: charge,
    F4: park,
    F6: showParked,
    F8: editLast,
    'Ctrl+z': actions.undo,
    '?': () => setPanel('keys'),
  });

  return (
    <main
      className={cx(
        'flex h-full min-h-0 grow flex-col',
        panelSide === 'start' ? 'landscape:flex-row-reverse' : 'landscape:flex-row',
      )}
    >
      <h1 className="sr-only">{t('cart')}</h1>
      <HeaderSlot>
        <SearchBox query={query} onQuery={search} onSubmit={() => void submitSearch()} onMove={move} inputRef={field} />
      </HeaderSlot>
      <div className="flex min-h-0 min-w-0 grow basis-0 flex-col">
        <RecoveredSale />
        <div className="relative flex min-h-0 grow flex-col">
          <ItemGrid onChoose={chooseTile} isCovered={answer !== null} />
          {answer === null ? null : (
            <SearchResults query={answered} answer={answer} marked={marked} onTake={take} onLookFurther={lookFurther} />
          )}
        </div>
      </div>
      <CartPane
        touched={touched}
        actions={actions}
        onEditLine={setEditing}
        onEditDiscount={editDiscount}
        onPark={park}
        onShowParked={showParked}
        onCharge={charge}
      />
      <VariantPicker
        title={asked?.kind === 'choose' ? asked.title : null}
        rows={asked?.kind === 'choose' ? asked.rows : null}
        onTake={take}
        onClose={dismiss}
      />
      <UnknownCode
        asked={asked?.kind === 'unknown' ? asked : null}
        onSearch={(code) => {
          dismiss();
          search(code);
          field.current?.focus();
        }}
        onClose={dismiss}
      />
      <LineEditor line={editing} onClose={closeEditor} onRemove={actions.removeLine} />
      <CartDiscount isOpen={panel === 'cart-discount'} onClose={close} />
      <ParkCart isOpen={panel === 'park'} onClose={close} />
      <ParkedCarts isOpen={panel === 'parked'} onClose={close} />
      <KeyHelp isOpen={panel === 'keys'} onClose={close} />
    </main>
  );
}
