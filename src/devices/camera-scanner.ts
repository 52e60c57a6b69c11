/**
 * Reads barcodes and QR codes through the tablet's camera. The browser's own detector is used where it
 * knows our symbologies; elsewhere (iPad) one in WebAssembly is fetched from our own origin on the first
 * use, so that a till that never scans by camera never loads it.
 */
import { granted, refused, type Verdict } from '../kernel/verdict.ts';

export type CameraRefusal =
  | { readonly code: 'camera-missing' }
  /** The person or the tablet's management said no. */
  | { readonly code: 'camera-denied' }
  | { readonly code: 'camera-busy' }
  /** The detector could not be fetched: no network and it was never used before. */
  | { readonly code: 'detector-unavailable' };

export interface CameraScanner {
  stop(): void;
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128', 'code_39', 'itf', 'qr_code', 'data_matrix'] as const;
const FRAME_GAP_MS = 80;
/** The same code in the same view is one scan, not ten a second. */
const SAME_CODE_MS = 1_500;

interface NativeDetector {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

async function nativeDetector(): Promise<Detector | null> {
  const native = (globalThis as { BarcodeDetector?: NativeDetector }).BarcodeDetector;
  if (!native) return null;
  const known = await native.getSupportedFormats().catch((): readonly string[] => []);
  return FORMATS.every((format) => known.includes(format)) ? new native({ formats: FORMATS }) : null;
}

async function wasmDetector(): Promise<Detector> {
  const [{ BarcodeDetector, prepareZXingModule }, { default: wasmUrl }] = await Promise.all([
    import('barcode-detector/ponyfill'),
    import('zxing-of-barcode-detector?url'),
  ]);
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
  const detector = new BarcodeDetector({ formats: [...FORMATS] });
  return { detect: (source) => detector.detect(source) };
}

async function openCamera(): Promise<Verdict<MediaStream, CameraRefusal>> {
  if (!navigator.mediaDevices?.getUserMedia) return refused({ code: 'camera-missing' });
  try {
    return granted(
      await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
      }),
    );
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotAllowedError' || name === 'SecurityError') return refused({ code: 'camera-denied' });
    if (name === 'NotReadableError' || name === 'AbortError') return refused({ code: 'camera-busy' });
    return refused({ code: 'camera-missing' });
  }
}

/** Shows the camera's picture in `video` and calls `onCode` for each code that comes into view, until stopped. */
export async function openCameraScanner(
  video: HTMLVideoElement,
  onCode: (code: string) => void,
): Promise<Verdict<CameraScanner, CameraRefusal>> {
  const camera = await openCamera();
  if (!camera.ok) return camera;
  const stream = camera.value;
  const release = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  let detector: Detector;
  try {
    detector = (await nativeDetector()) ?? (await wasmDetector());
  } catch {
    release();
    return refused({ code: 'detector-unavailable' });
  }
  video.srcObject = stream;
  video.muted = true;
  video.playsInline = true;
  await video.play().catch(() => undefined);

  let stopped = false;
  let last = { code: '', seenAt: 0 };
  const look = async () => {
    if (stopped) return;
    const [found] = video.readyState >= 2 ? await detector.detect(video).catch(() => []) : [];
    if (stopped) return;
    if (found && found.rawValue !== '') {
      const now = performance.now();
      const isNew = found.rawValue !== last.code || now - last.seenAt > SAME_CODE_MS;
      last = { code: found.rawValue, seenAt: now };
      if (isNew) onCode(found.rawValue);
    }
    setTimeout(look, FRAME_GAP_MS);
  };
  void look();
  return granted({
    stop() {
      if (stopped) return;
      stopped = true;
      release();
    },
  });
}
