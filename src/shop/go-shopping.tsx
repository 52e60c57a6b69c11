import { Button, useWords } from '../ui/index.ts';
import { useGo } from './shop-links.tsx';
import { shopWords } from './words.ts';

/** The way out of a page that has nothing to show. */
export function GoShopping() {
  const t = useWords(shopWords);
  const go = useGo();
  return (
    <Button variant="primary" size="lg" onPress={() => go('/')}>
      {t('goShopping')}
    </Button>
  );
}
