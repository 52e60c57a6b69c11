/** Who the cart is for: seen, opened and taken off with one tap each. Nothing while nobody is. */
import { UserRound, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { IconButton, useWords } from '../../ui/index.ts';
import { changeCart, useClient, useCounter, useJournalSnapshot, useOfCart } from '../counter/index.ts';
import { sellWords } from './words.ts';

export function CartClient() {
  const client = useOfCart((cart) => cart.client);
  return client === null ? null : <Chip client={client} />;
}

function Chip({ client }: { readonly client: string }) {
  const t = useWords(sellWords);
  const counter = useCounter();
  const { isWriter } = useJournalSnapshot();
  // While clients are locked the sale keeps its client, and nobody reads the name.
  const name = useClient(client)?.client.name ?? t('clientHidden');
  return (
    <div className="flex shrink-0 items-center border-b border-line ps-2 pe-2">
      <AriaButton
        onPress={() => counter.go({ screen: 'client', client })}
        className="flex min-h-12 min-w-0 grow cursor-default items-center gap-2.5 rounded-md px-2 text-start font-medium transition-colors hover:bg-well pressed:bg-well"
      >
        <UserRound aria-hidden className="size-5 shrink-0 text-ink-faint" />
        <span className="sr-only">{t('clientOfCart')}</span>
        <span className="truncate">{name}</span>
      </AriaButton>
      <IconButton
        label={t('clientOff', { name })}
        icon={<X aria-hidden />}
        isDisabled={!isWriter}
        onPress={() => void changeCart(counter, { kind: 'client', client: null })}
      />
    </div>
  );
}
