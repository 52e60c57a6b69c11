/** No shift is open: count what lies in the drawer, and begin. */
import { Banner, Button, useWords } from '../../ui/index.ts';
import { FloatEntry, useCounter, useShiftOpening } from '../counter/index.ts';
import { shiftWords } from './words.ts';

export function OpenPanel() {
  const t = useWords(shiftWords);
  const { go } = useCounter();
  const opening = useShiftOpening(() => go({ screen: 'sell' }));
  return (
    <section className="mx-auto flex w-full max-w-md flex-col gap-5 p-6">
      <div>
        <h1 className="text-2xl font-medium">{t('noShift')}</h1>
        <p className="mt-1 text-lg text-ink-soft">{t('noShiftText')}</p>
      </div>
      {opening.isAllowed ? (
        <>
          <FloatEntry opening={opening} />
          <Button variant="primary" size="xl" isDisabled={!opening.canOpen} onPress={opening.open}>
            {t('open')}
          </Button>
        </>
      ) : (
        <Banner tone="watch" title={t('needsPermission')} />
      )}
    </section>
  );
}
