/** A sound of three rising notes, made on the spot: nothing to load. */
export interface Chime {
  /** Call it in a tap: browsers let a page sound only after one. Says whether sound is possible. */
  unlock(): boolean;
  /** @param volume from 0 to 1 */
  ring(volume?: number): void;
}

const NOTES_HZ = [659, 880, 1_319] as const;
const NOTE_SECONDS = 0.16;

/** A browser that cannot sound has no such thing. */
const audioContext = (): typeof AudioContext | undefined => ('AudioContext' in globalThis ? AudioContext : undefined);

/** @param Context the browser's AudioContext; undefined where there is none */
export const openChime = (Context: typeof AudioContext | undefined = audioContext()): Chime => {
  let audio: AudioContext | undefined;
  return {
    unlock: () => {
      if (Context === undefined) return false;
      audio ??= new Context();
      void audio.resume();
      return true;
    },
    ring: (volume = 0.5) => {
      if (audio?.state !== 'running') return;
      const start = audio.currentTime + 0.02;
      for (const [index, hz] of NOTES_HZ.entries()) {
        const tone = audio.createOscillator();
        const loudness = audio.createGain();
        const at = start + index * NOTE_SECONDS;
        tone.type = 'sine';
        tone.frequency.value = hz;
        loudness.gain.setValueAtTime(0, at);
        loudness.gain.linearRampToValueAtTime(volume, at + 0.02);
        loudness.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_SECONDS * 3);
        tone.connect(loudness).connect(audio.destination);
        tone.start(at);
        tone.stop(at + NOTE_SECONDS * 3);
      }
    },
  };
};
