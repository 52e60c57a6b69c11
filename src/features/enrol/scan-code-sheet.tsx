/** The camera, looking for the enrolment QR code of head office. */
import { useEffect, useRef, useState } from 'react';
import { type CameraRefusal, type CameraScanner, openCameraScanner } from '../../devices/index.ts';
import { Banner, Sheet, useWords } from '../../ui/index.ts';
import { enrolCodeIn } from './enrol-code.ts';
import { enrolWords } from './words.ts';

const TROUBLE = {
  'camera-missing': 'cameraMissing',
  'camera-denied': 'cameraDenied',
  'camera-busy': 'cameraBusy',
  'detector-unavailable': 'detectorUnavailable',
} as const satisfies Record<CameraRefusal['code'], string>;

export function ScanCodeSheet(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onCode: (code: string) => void;
}) {
  const t = useWords(enrolWords);
  return (
    <Sheet title={t('scanTitle')} isOpen={props.isOpen} onClose={props.onClose} side="bottom">
      <Finder onCode={props.onCode} />
    </Sheet>
  );
}

function Finder({ onCode }: { readonly onCode: (code: string) => void }) {
  const t = useWords(enrolWords);
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(onCode);
  const [trouble, setTrouble] = useState<keyof typeof TROUBLE | 'not-a-code' | null>(null);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    if (!video.current) return;
    let isOver = false;
    let scanner: CameraScanner | null = null;
    openCameraScanner(video.current, (text) => {
      const code = enrolCodeIn(text);
      if (code) latest.current(code);
      else setTrouble('not-a-code');
    }).then((opened) => {
      if (!opened.ok) setTrouble(opened.refusal.code);
      else if (isOver) opened.value.stop();
      else scanner = opened.value;
    });
    return () => {
      isOver = true;
      scanner?.stop();
    };
  }, []);
  const isBlind = trouble !== null && trouble !== 'not-a-code';
  return (
    <div className="flex flex-col gap-4">
      <video
        ref={video}
        playsInline
        muted
        hidden={isBlind}
        className="aspect-video max-h-[55dvh] w-full rounded-lg bg-well object-cover"
      />
      {trouble ? (
        <Banner tone="watch" title={trouble === 'not-a-code' ? t('not-a-code') : t(TROUBLE[trouble])} />
      ) : (
        <p className="text-ink-soft">{t('scanHelp')}</p>
      )}
    </div>
  );
}
