import admitUrl from '../../../resources/sounds/admit.wav?url';
import againUrl from '../../../resources/sounds/again.wav?url';
import holdUrl from '../../../resources/sounds/hold.wav?url';
import refuseUrl from '../../../resources/sounds/refuse.wav?url';
import unknownUrl from '../../../resources/sounds/unknown.wav?url';

const URLS = { admit: admitUrl, again: againUrl, hold: holdUrl, refuse: refuseUrl, unknown: unknownUrl };
export type SoundName = keyof typeof URLS;

const MUTED_KEY = 'muted';
const VOLUME_KEY = 'volume';

export function isMuted(): boolean {
  return localStorage.getItem(MUTED_KEY) === 'true';
}

export function setMuted(muted: boolean): void {
  localStorage.setItem(MUTED_KEY, String(muted));
}

/** From 0.1 to 1; as loud as it can be until somebody chose: a hall is noisy. */
export function volume(): number {
  const kept = Number(localStorage.getItem(VOLUME_KEY) ?? 1);
  return kept >= 0.1 && kept <= 1 ? kept : 1;
}

export function setVolume(loudness: number): void {
  localStorage.setItem(VOLUME_KEY, String(loudness));
}

/** The sounds of a window, loaded once. A new sound cuts off the one before: it is about the guest in front. */
export class Sounds {
  readonly #players = new Map<SoundName, HTMLAudioElement>();
  #playing: HTMLAudioElement | null = null;

  load(): void {
    for (const name of ['admit', 'again', 'hold', 'refuse', 'unknown'] as const) {
      const player = new Audio(URLS[name]);
      player.preload = 'auto';
      this.#players.set(name, player);
    }
  }

  play(name: SoundName): void {
    this.#playing?.pause();
    this.#playing = isMuted() ? null : (this.#players.get(name) ?? null);
    if (this.#playing === null) return;
    // Half of the way is half as loud to the ear.
    this.#playing.volume = volume() ** 2;
    this.#playing.currentTime = 0;
    // A computer without a loudspeaker refuses, and a new sound interrupts the one before: the screen says it all.
    this.#playing.play().catch((error: unknown) => console.warn('no sound', error));
  }
}
