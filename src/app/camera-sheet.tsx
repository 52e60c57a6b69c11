/** The camera as a scanner: what it reads goes to whoever listens to the scanner at that moment. */

import type { Scanner } from '../devices/index.ts';
import { CameraFinder } from '../features/enrol/index.ts';
import { Sheet, useWords } from '../ui/index.ts';
import { appWords } from './words.ts';

export function CameraSheet(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly scanner: Scanner;
}) {
  const t = useWords(appWords);
  return (
    <Sheet title={t('scanTitle')} isOpen={props.isOpen} onClose={props.onClose} side="bottom">
      <CameraFinder
        hint={t('scanHint')}
        onText={(text) => {
          props.onClose();
          return props.scanner.deliver({ text, source: 'camera' });
        }}
      />
    </Sheet>
  );
}
