/** The door to the hardware around a tablet: scanners, sounds and paper, each a port with a faithful fake. */

export { type CameraRefusal, type CameraScanner, openCameraScanner } from './camera-scanner.ts';
export { createWindowPrinter } from './print-window.ts';
export { createFakePrinter, type PrintJob, type PrintRefusal, type ReceiptPrinter } from './receipt-printer.ts';
export { createScannerHub, type Scan, type ScanListener, type Scanner } from './scanner.ts';
export { createFakeSounds, createWebAudioSounds, type SoundName, type Sounds } from './sound.ts';
export { attachWedge } from './wedge-scanner.ts';
