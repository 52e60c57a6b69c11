/** Short tones made on the spot, without files. Every sound has a visual twin on the screen; silence is a setting. */
export type SoundName = 'added' | 'not-found' | 'paid';

export interface Sounds {
  play(name: SoundName): void;
  /** 0 is silent, 1 is as loud as the tablet. */
  setVolume(volume: number): void;
  volume(): number;
}

interface Tone {
  readonly hertz: number;
  readonly atMs: number;
  readonly forMs: number;
}

const TONES: Record<SoundName, readonly Tone[]> = {
  added: [{ hertz: 1760, atMs: 0, forMs: 60 }],
  'not-found': [
    { hertz: 220, atMs: 0, forMs: 130 },
    { hertz: 196, atMs: 170, forMs: 180 },
  ],
  paid: [
    { hertz: 784, atMs: 0, forMs: 140 },
    { hertz: 1047, atMs: 110, forMs: 260 },
  ],
};

const LOUDEST_GAIN = 0.35;
const FADE_SECONDS = 0.012;

/** `openContext` is asked on the first sound only: browsers refuse audio before a person touched the page. */
export function createWebAudioSounds(openContext: () => AudioContext | null, initialVolume = 0.6): Sounds {
  let volume = initialVolume;
  let context: AudioContext | null = null;
  return {
    volume: () => volume,
    setVolume(next) {
      volume = Math.min(1, Math.max(0, next));
    },
    play(name) {
      if (volume === 0) return;
      context ??= openContext();
      if (!context) return;
      if (context.state === 'suspended') void context.resume().catch(() => {});
      for (const tone of TONES[name]) strike(context, tone, volume * LOUDEST_GAIN);
    },
  };
}

function strike(context: AudioContext, tone: Tone, gain: number): void {
  const start = context.currentTime + tone.atMs / 1000;
  const end = start + tone.forMs / 1000;
  const oscillator = context.createOscillator();
  const envelope = context.createGain();
  oscillator.frequency.value = tone.hertz;
  envelope.gain.setValueAtTime(0, start);
  envelope.gain.linearRampToValueAtTime(gain, start + FADE_SECONDS);
  envelope.gain.setValueAtTime(gain, Math.max(start + FADE_SECONDS, end - FADE_SECONDS * 3));
  envelope.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(envelope).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end + FADE_SECONDS);
}

/** Remembers what would have been heard. */
export function createFakeSounds(): Sounds & { readonly heard: SoundName[] } {
  let volume = 0.6;
  const heard: SoundName[] = [];
  return {
    heard,
    volume: () => volume,
    setVolume(next) {
      volume = next;
    },
    play(name) {
      if (volume > 0) heard.push(name);
    },
  };
}
