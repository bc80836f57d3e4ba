export type ScanSound = 'right' | 'wrong' | 'waiting';

/** Hertz and seconds: two rising notes, one low rough one, one short high one. Apart by ear, and at arm's length. */
const notes: Record<
  ScanSound,
  readonly { frequency: number; start: number; length: number; shape: OscillatorType }[]
> = {
  right: [
    { frequency: 880, start: 0, length: 0.09, shape: 'sine' },
    { frequency: 1318, start: 0.09, length: 0.14, shape: 'sine' },
  ],
  wrong: [
    { frequency: 196, start: 0, length: 0.22, shape: 'square' },
    { frequency: 147, start: 0.24, length: 0.3, shape: 'square' },
  ],
  waiting: [{ frequency: 660, start: 0, length: 0.07, shape: 'triangle' }],
};

let context: AudioContext | undefined;

/** Plays a scan's sound. A browser without sound, or one that has not been touched yet, stays silent. */
export function playScanSound(sound: ScanSound): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  const now = context.currentTime;
  for (const { frequency, start, length, shape } of notes[sound]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = shape;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(shape === 'square' ? 0.12 : 0.3, now + start);
    volume.gain.exponentialRampToValueAtTime(0.001, now + start + length);
    tone.connect(volume).connect(context.destination);
    tone.start(now + start);
    tone.stop(now + start + length);
  }
}
