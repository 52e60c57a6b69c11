import { CloudOff } from 'lucide-react';
import { Button, EmptyState, useWords } from '../ui/index.ts';
import type { ShopRefusal } from './shop-api.ts';
import { useRefusal } from './use-refusal.ts';
import { shopWords } from './words.ts';

/** A page that could not be shown, and the way to try again. */
export function Refused(props: { readonly refusal: ShopRefusal; readonly onAgain: () => void }) {
  const t = useWords(shopWords);
  const say = useRefusal();
  return (
    <EmptyState
      icon={<CloudOff aria-hidden />}
      title={say(props.refusal)}
      action={<Button onPress={props.onAgain}>{t('tryAgain')}</Button>}
      className="my-12"
    />
  );
}
