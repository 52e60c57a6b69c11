/** The search of orders and carts, in the header. Enter goes where a number or a code leads. */
import { SearchField, useWords } from '../../ui/index.ts';
import { HeaderSlot, placeOfWork, useCounter } from '../counter/index.ts';
import { ordersWords } from './words.ts';

export function FindField({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const t = useWords(ordersWords);
  const counter = useCounter();
  const go = async () => {
    const place = await placeOfWork(counter, text);
    if (place === null) return;
    onText('');
    counter.go(place);
  };
  return (
    <HeaderSlot>
      <SearchField
        label={t('find')}
        placeholder={t('find')}
        value={text}
        onChange={onText}
        onSubmit={() => void go()}
      />
    </HeaderSlot>
  );
}
