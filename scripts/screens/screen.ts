/** What a picture needs to know of a screen. To add one, add an entry to a scene of this folder. */
import type { Page } from 'playwright-core';
import type { Language } from '../../src/renderer/language/language.ts';

/** A running window, and who works at it. */
export interface Stage {
  readonly page: Page;
  /** The data folder of its station, at which others may work too. */
  readonly folder: string;
  readonly language: Language;
  /** Text of the catalogue in the language of the window. */
  word(key: string): string;
  /** The window comes to the front and a USB scanner types this code. */
  scan(code: string): Promise<void>;
}

export interface Screen {
  /** Names its files. */
  readonly name: string;
  /** From the fresh window, or from the screen before in the scene, to this one. */
  reach(stage: Stage): Promise<void>;
  /** What is scrolled to, by its selector, before each picture. */
  readonly inView?: string;
  /** Taken in the dark as well, in the usual size. */
  readonly isMain?: true;
}

/** What stands around a station: switches that make its camera, and what the app finds in its environment. */
export interface Surroundings {
  readonly camera?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Screens of one station, in the order in which they are reached. */
export interface Scene {
  readonly name: string;
  readonly window: 'desk' | 'kiosk';
  /** Fills the data folder before the window opens. */
  prepare(folder: string): Promise<void>;
  /** Starts what else there is; it ends with `ends`. Without it there is a camera that shows no code. */
  surround?(folder: string, ends: AsyncDisposableStack): Promise<Surroundings>;
  readonly screens: readonly Screen[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large the picture of a window is: a share of its size, so that hundreds of them stay small. */
export function shareOf({ width, height }: Size): number {
  return Math.max(width, height) > 1_280 ? 0.6 : 0.75;
}

/** The usual one first. */
export const SIZES: Readonly<Record<Scene['window'], readonly Size[]>> = {
  desk: [
    { width: 1280, height: 800 },
    { width: 1024, height: 600 },
    { width: 1920, height: 1080 },
    { width: 1080, height: 1920 },
  ],
  kiosk: [
    { width: 1080, height: 1920 },
    { width: 1920, height: 1080 },
    { width: 1280, height: 800 },
    { width: 1024, height: 600 },
  ],
};
