/** Everything that can be changed on one line, in one sheet. Nothing is changed until it is applied, and then at once. */
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CartLine } from '../../domain/cart/cart.ts';
import { decideCart } from '../../domain/cart/cart-commands.ts';
import { Banner, Button, SegmentedControl, Sheet, useLandscape, useWords } from '../../ui/index.ts';
import { type CounterRefusal, counterWords, useCounter, useOpenCart, wordsForRefusal } from '../counter/index.ts';
import { DiscountFields } from './discount-fields.tsx';
import { commandsOf, type DraftPanel, type DraftRefusal, draftOf, type LineDraft } from './line-draft.ts';
import { DetailsPanel, PricePanel, QuantityPanel } from './line-panels.tsx';
import { sellWords } from './words.ts';

interface LineEditorProps {
  readonly line: string | null;
  readonly onClose: () => void;
  readonly onRemove: (line: string) => void;
}

export function LineEditor({ line: id, onClose, onRemove }: LineEditorProps) {
  const cart = useOpenCart();
  const line = cart.lines.find((each) => each.id === id);
  // Another line is another editor: its draft begins anew.
  return line ? <OpenLineEditor key={line.id} line={line} onClose={onClose} onRemove={onRemove} /> : null;
}

function OpenLineEditor(props: { readonly line: CartLine } & Omit<LineEditorProps, 'line'>) {
  const { line, onClose } = props;
  const t = useWords(sellWords);
  const shared = useWords(counterWords);
  const isLandscape = useLandscape();
  const { openCart } = useCounter();
  const [panel, setPanel] = useState<DraftPanel>('quantity');
  const [draft, setDraft] = useState<LineDraft>(() => draftOf(line));
  const [refusal, setRefusal] = useState<DraftRefusal | CounterRefusal | null>(null);

  const apply = () => {
    const commands = commandsOf(line, draft);
    if (!commands.ok) {
      setPanel(commands.refusal.panel);
      return setRefusal(commands.refusal);
    }
    let cart = openCart.current();
    for (const command of commands.value) {
      const decided = decideCart(cart, command);
      if (!decided.ok) return setRefusal(decided.refusal);
      cart = decided.value;
    }
    // One replacement, so that one undo takes back the whole edit.
    if (commands.value.length > 0) openCart.replace(cart);
    onClose();
  };
  const change = (part: Partial<LineDraft>) => {
    setRefusal(null);
    setDraft({ ...draft, ...part });
  };
  // What is no whole number is said beside it already.
  const error = refusal === null || refusal.code === 'not-whole' ? null : draftWords(refusal, t, shared);

  return (
    <Sheet
      title={line.title}
      isOpen
      onClose={onClose}
      side={isLandscape ? 'end' : 'bottom'}
      footer={
        <>
          <Button
            variant="quiet"
            icon={<Trash2 aria-hidden />}
            className="me-auto text-act"
            onPress={() => {
              onClose();
              props.onRemove(line.id);
            }}
          >
            {t('remove')}
          </Button>
          <Button variant="primary" size="lg" onPress={apply}>
            {t('apply')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <SegmentedControl
          label={t('edit', { title: line.title })}
          items={(['quantity', 'price', 'discount', 'details'] as const).map((each) => ({ id: each, label: t(each) }))}
          selected={panel}
          onSelect={setPanel}
          isWide
        />
        {line.returned?.sold && (panel === 'price' || panel === 'discount') ? (
          <Banner tone="calm" title={shared('mirrorsSale')} />
        ) : (
          <Panel panel={panel} line={line} draft={draft} onChange={change} error={error} onEnter={apply} />
        )}
        {error && panel !== 'price' && panel !== 'discount' ? (
          <p role="alert" className="font-medium text-act">
            {error}
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}

export interface PanelProps {
  readonly line: CartLine;
  readonly draft: LineDraft;
  readonly onChange: (part: Partial<LineDraft>) => void;
  readonly error: string | null;
  readonly onEnter: () => void;
}

function Panel({ panel, ...props }: PanelProps & { readonly panel: DraftPanel }) {
  const shared = useWords(counterWords);
  const { associate } = useCounter();
  const needed = panel === 'price' ? 'override-price' : panel === 'discount' ? 'discount' : null;
  if (needed && !associate.permissions.includes(needed)) {
    return <Banner tone="watch" title={shared('needsPermission')} />;
  }
  switch (panel) {
    case 'quantity':
      return <QuantityPanel {...props} />;
    case 'price':
      return <PricePanel {...props} />;
    case 'discount':
      return (
        <DiscountFields
          draft={props.draft.discount}
          onChange={(discount) => props.onChange({ discount })}
          error={props.error}
          onEnter={props.onEnter}
        />
      );
    case 'details':
      return <DetailsPanel {...props} />;
  }
}

type SellKey = keyof typeof sellWords.catalogue.en;

const DRAFT_WORDS = {
  'amount-missing': 'amountNeeded',
  'percent-too-large': 'percentTooLarge',
  'not-whole': 'onlyFigures',
} as const satisfies Record<Exclude<DraftRefusal['code'], 'reason-missing'>, SellKey>;

function isDraftOnly(code: string): code is keyof typeof DRAFT_WORDS {
  return code in DRAFT_WORDS;
}

export function draftWords(
  refusal: DraftRefusal | CounterRefusal,
  t: (key: SellKey) => string,
  shared: Parameters<typeof wordsForRefusal>[1],
): string {
  if (refusal.code === 'reason-missing') return t('reasonNeeded');
  if (isDraftOnly(refusal.code)) return t(DRAFT_WORDS[refusal.code]);
  return wordsForRefusal(refusal as CounterRefusal, shared);
}
