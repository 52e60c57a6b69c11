/** Gathered goods are laid somewhere; where, is worth a word to whoever serves the client later. */
import { useState } from 'react';
import { Button, Dialog, TextField, useWords } from '../../ui/index.ts';
import { counterWords } from '../counter/index.ts';
import { ordersWords } from './words.ts';

const SHELF_LENGTH_MAX = 40;

export function LayReadyDialog(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onLay: (shelf: string) => Promise<void>;
}) {
  const t = useWords(ordersWords);
  const shared = useWords(counterWords);
  const [shelf, setShelf] = useState('');
  const lay = () => void props.onLay(shelf);
  return (
    <Dialog
      title={t('layReadyTitle')}
      isOpen={props.isOpen}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{shared('cancel')}</Button>
          <Button variant="primary" onPress={lay}>
            {t('layReady')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('shelfField')}
        description={t('shelfHint')}
        value={shelf}
        onChange={setShelf}
        maxLength={SHELF_LENGTH_MAX}
        size="lg"
        autoFocus
        onEnter={lay}
      />
    </Dialog>
  );
}
