/** A discount on everything in the cart, shared over its lines without loss. */
import { useState } from 'react';
import { Banner, Button, Sheet, useLandscape, useWords } from '../../ui/index.ts';
import { type CounterRefusal, changeCart, counterWords, useCounter, useOpenCart } from '../counter/index.ts';
import { DiscountFields } from './discount-fields.tsx';
import { type DiscountDraft, type DraftRefusal, discountDraftOf, discountOf } from './line-draft.ts';
import { draftWords } from './line-editor.tsx';
import { sellWords } from './words.ts';

export function CartDiscount(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return props.isOpen ? <OpenCartDiscount onClose={props.onClose} /> : null;
}

function OpenCartDiscount({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(sellWords);
  const shared = useWords(counterWords);
  const counter = useCounter();
  const cart = useOpenCart();
  const isLandscape = useLandscape();
  const [draft, setDraft] = useState<DiscountDraft>(() => discountDraftOf(cart.discount));
  const [refusal, setRefusal] = useState<DraftRefusal | CounterRefusal | null>(null);
  const mayDiscount = counter.associate.permissions.includes('discount');

  const apply = () => {
    const discount = discountOf(draft);
    if (!discount.ok) return setRefusal(discount.refusal);
    const changed = changeCart(counter, { kind: 'discount-cart', discount: discount.value });
    if (!changed.ok) return setRefusal(changed.refusal);
    onClose();
  };
  const remove = () => {
    changeCart(counter, { kind: 'discount-cart', discount: null });
    onClose();
  };

  return (
    <Sheet
      title={t('editCartDiscount')}
      isOpen
      onClose={onClose}
      side={isLandscape ? 'end' : 'bottom'}
      footer={
        <>
          {cart.discount ? (
            <Button variant="quiet" className="me-auto text-act" onPress={remove}>
              {t('removeDiscount')}
            </Button>
          ) : null}
          <Button variant="primary" size="lg" isDisabled={!mayDiscount} onPress={apply}>
            {t('apply')}
          </Button>
        </>
      }
    >
      {mayDiscount ? (
        <DiscountFields
          draft={draft}
          onChange={(next) => {
            setRefusal(null);
            setDraft(next);
          }}
          error={refusal ? draftWords(refusal, t, shared) : null}
          onEnter={apply}
        />
      ) : (
        <Banner tone="watch" title={shared('needsPermission')} />
      )}
    </Sheet>
  );
}
