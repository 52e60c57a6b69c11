/** A sale belongs to a shift: without one, the drawer is counted first and the sale goes on. */
import { Banner, Button, Dialog, useWords } from '../../ui/index.ts';
import { FloatEntry, useShiftOpening } from '../counter/index.ts';
import { checkoutWords } from './words.ts';

export function ShiftFirst({ isOpen, onLeave }: { readonly isOpen: boolean; readonly onLeave: () => void }) {
  const t = useWords(checkoutWords);
  const opening = useShiftOpening();
  return (
    <Dialog
      title={t('openShiftFirst')}
      isOpen={isOpen}
      onClose={onLeave}
      footer={
        <>
          <Button size="xl" onPress={onLeave}>
            {t('backToCart')}
          </Button>
          <Button variant="primary" size="xl" className="grow" isDisabled={!opening.canOpen} onPress={opening.open}>
            {t('openShift')}
          </Button>
        </>
      }
    >
      {opening.isAllowed ? (
        <div className="flex flex-col gap-4">
          <p className="text-lg text-ink-soft">{t('openShiftText')}</p>
          <FloatEntry opening={opening} />
        </div>
      ) : (
        <Banner tone="watch" title={t('mayNotOpen')} />
      )}
    </Dialog>
  );
}
