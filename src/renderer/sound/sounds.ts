import admitUrl from '../../../resources/sounds/admit.wav?url';
import againUrl from '../../../resources/sounds/again.wav?url';
import holdUrl from '../../../resources/sounds/hold.wav?url';
import refuseUrl from '../../../resources/sounds/refuse.wav?url';
import unknownUrl from '../../../resources/sounds/unknown.wav?url';

const URLS = { admit: admitUrl, again: againUrl, hold: holdUrl, refuse: refuseUrl, unknown: unknownUrl };
export type SoundName = keyof typeof URLS;

const MUTED_KEY = 'muted';

export function isMuted(): boolean {
  return localStorage.getItem(MUTED_KEY) === 'true';
}

export function setMuted(muted: boolean): void {
  localStorage.setItem(MUTED_KEY, String(muted));
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
    if (isMuted()) return;
    this.#playing?.pause();
    this.#playing = this.#players.get(name) ?? null;
    if (this.#playing === null) return;
    this.#playing.currentTime = 0;
    // A computer without a loudspeaker refuses, and a new sound interrupts the one before: the screen says it all.
    this.#playing.play().catch((error: unknown) => console.warn('no sound', error));
  }
}
