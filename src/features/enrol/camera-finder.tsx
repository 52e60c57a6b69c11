/** The camera's picture, and what it reads in it. Trouble with the camera is said with another way to go on. */
import { useEffect, useRef, useState } from 'react';
import { type CameraRefusal, type CameraScanner, openCameraScanner } from '../../devices/index.ts';
import { Banner, useWords } from '../../ui/index.ts';
import { enrolWords } from './words.ts';

const TROUBLE = {
  'camera-missing': 'cameraMissing',
  'camera-denied': 'cameraDenied',
  'camera-busy': 'cameraBusy',
  'detector-unavailable': 'detectorUnavailable',
} as const satisfies Record<CameraRefusal['code'], string>;

export interface CameraFinderProps {
  /** Takes a code; false when it is not one that is looked for here. */
  readonly onText: (text: string) => boolean;
  readonly hint: string;
  readonly refusedHint?: string;
}

export function CameraFinder(props: CameraFinderProps) {
  const t = useWords(enrolWords);
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(props.onText);
  const [trouble, setTrouble] = useState<keyof typeof TROUBLE | null>(null);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    latest.current = props.onText;
  });
  useEffect(() => {
    if (!video.current) return;
    let isOver = false;
    let scanner: CameraScanner | null = null;
    // Whatever is wrong with the camera comes as a refusal.
    void openCameraScanner(video.current, (text) => {
      setRefused(!latest.current(text));
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
  return (
    <div className="flex flex-col gap-4">
      <video
        ref={video}
        playsInline
        muted
        hidden={trouble !== null}
        className="aspect-video max-h-[55dvh] w-full rounded-lg bg-well object-cover"
      />
      {trouble ? <Banner tone="watch" title={t(TROUBLE[trouble])} /> : null}
      {!trouble && isRefused && props.refusedHint ? <Banner tone="watch" title={props.refusedHint} /> : null}
      {trouble ? null : <p className="text-ink-soft">{props.hint}</p>}
    </div>
  );
}
