/** The last resort: what was not sent, as a file a person can carry away. Nothing is deleted by it. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button, showToast, useWords } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';
import { healthWords } from './words.ts';

export function ExportUnsent() {
  const t = useWords(healthWords);
  const { journal, associate, identity, clock } = useCounter();
  const [isBusy, setBusy] = useState(false);
  const mayExport = associate.permissions.includes('export-journal');
  const save = async () => {
    setBusy(true);
    try {
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      saveFile(await journal.exportUnsent(), `evertill-${identity.series}-${day}.json`);
      showToast({ message: t('exported'), tone: 'good' });
    } catch {
      showToast({ message: t('exportFailed'), tone: 'act' });
    }
    setBusy(false);
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <p className="min-w-60 grow basis-0 text-ink-soft">{mayExport ? t('exportText') : t('exportNeeds')}</p>
      <Button icon={<Download aria-hidden />} isDisabled={!mayExport || isBusy} onPress={() => void save()}>
        {t('export')}
      </Button>
    </div>
  );
}

export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
