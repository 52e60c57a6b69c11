/** A code nobody knows. The code stays in sight, selling goes on with the next scan, and there are ways to find the goods. */
import { Camera, Search } from 'lucide-react';
import { Button, cx, Dialog, useWords } from '../../ui/index.ts';
import { shortCode, useCounter } from '../counter/index.ts';
import { sellWords } from './words.ts';

interface UnknownCodeProps {
  readonly asked: { readonly code: string; readonly complete: boolean } | null;
  readonly onSearch: (code: string) => void;
  readonly onClose: () => void;
}

export function UnknownCode({ asked, onSearch, onClose }: UnknownCodeProps) {
  const t = useWords(sellWords);
  const { openCamera } = useCounter();
  const code = asked?.code ?? '';
  const shown = shortCode(code);
  return (
    <Dialog
      title={t('unknownCode')}
      isOpen={asked !== null}
      onClose={onClose}
      footer={
        <>
          {openCamera ? (
            <Button
              icon={<Camera aria-hidden />}
              onPress={() => {
                onClose();
                openCamera();
              }}
            >
              {t('tryCamera')}
            </Button>
          ) : null}
          <Button icon={<Search aria-hidden />} onPress={() => onSearch(code)}>
            {t('searchByIt')}
          </Button>
          <Button variant="primary" autoFocus onPress={onClose}>
            {t('goOn')}
          </Button>
        </>
      }
    >
      <p
        className={cx(
          'tabular rounded-lg bg-well px-4 py-3 text-center font-medium break-all',
          shown.length > 20 ? 'text-lg' : 'text-2xl',
        )}
      >
        {shown}
      </p>
      <p className="mt-4 text-lg text-ink-soft">
        {t(asked?.complete === false ? 'unknownCodeFilling' : 'unknownCodeText', { code: shown })}
      </p>
    </Dialog>
  );
}
