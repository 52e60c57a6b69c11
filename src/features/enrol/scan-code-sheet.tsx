/** The camera, looking for the enrolment QR code of head office. */
import { Sheet, useWords } from '../../ui/index.ts';
import { CameraFinder } from './camera-finder.tsx';
import { enrolCodeIn } from './enrol-code.ts';
import { enrolWords } from './words.ts';

export function ScanCodeSheet(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onCode: (code: string) => void;
}) {
  const t = useWords(enrolWords);
  return (
    <Sheet title={t('scanTitle')} isOpen={props.isOpen} onClose={props.onClose} side="bottom">
      <CameraFinder
        hint={t('scanHelp')}
        refusedHint={t('not-a-code')}
        onText={(text) => {
          const code = enrolCodeIn(text);
          if (code) props.onCode(code);
          return code !== null;
        }}
      />
    </Sheet>
  );
}
