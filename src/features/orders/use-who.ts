/** Who did something and where, as the screen says it. */
import { useWords } from '../../ui/index.ts';
import { useNames } from '../counter/index.ts';
import { ordersWords } from './words.ts';

interface Doer {
  readonly associate: string | null;
  readonly register: string | null;
}

export function useWho(): (doer: Doer) => string {
  const t = useWords(ordersWords);
  const names = useNames();
  return ({ associate, register }) => {
    if (register === null && associate === null) return t('webShop');
    const name = names.associate(associate);
    const where = names.register(register) ?? t('somebody');
    return name === null ? where : t('whoAt', { name, register: where });
  };
}
