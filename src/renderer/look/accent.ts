import { contrast, mixed } from './contrast.ts';
import type { Look } from './look-choice.ts';

/** What the colour of an event takes the place of. */
export type AccentTokens = Readonly<Record<'--lake' | '--lake-deep' | '--lake-light' | '--bar', string>>;

const LEAST_CONTRAST = 4.5;
const STEP = 0.02;
const BLACK = '#000000';
const WHITE = '#ffffff';
/** --mist and --paper of the dark look in tokens.css, and what is written on its colours. */
const DARK = { mist: '#0d1920', paper: '#15252e', onColour: '#06141b' };
const LIGHT = { mist: '#eef3f5' };

/** The event's colour as tokens of a look: darkened, or lightened, until text on it and in it can be read. */
export function accentTokens(accent: string, look: Look): AccentTokens {
  if (look === 'light') {
    const lake = moved(accent, BLACK, [WHITE, LIGHT.mist]);
    return {
      '--lake': lake,
      '--lake-deep': mixed(lake, BLACK, 0.65),
      '--lake-light': mixed(lake, WHITE, 0.1),
      '--bar': mixed(lake, BLACK, 0.6),
    };
  }
  const lake = moved(accent, WHITE, [DARK.mist, DARK.paper, DARK.onColour]);
  return {
    '--lake': lake,
    '--lake-deep': mixed(lake, WHITE, 0.7),
    '--lake-light': mixed(lake, DARK.paper, 0.14),
    '--bar': mixed(accent, BLACK, 0.25),
  };
}

/** The colour, moved towards `end` until it stands out from each of `against`. */
function moved(colour: string, end: string, against: readonly string[]): string {
  let share = 1;
  let now = colour;
  while (share > 0 && against.some((other) => contrast(now, other) < LEAST_CONTRAST)) {
    share -= STEP;
    now = mixed(colour, end, Math.max(share, 0));
  }
  return now;
}
