/**
 * Codes as they come before a camera on a bad day: each a code of ours and what happens to its picture.
 *
 * The rule: for each kind so many codes are drawn by a fixed seed, evenly over ranges that go from what any decoder
 * reads to what probably none does. The ranges were written down before a decoder saw any of them, and neither a range
 * nor the seed is ever changed because of what some decoder makes of a code. Each code but the inverted ones is dark on
 * light, and each is held askew by up to 25 degrees. A module is 2.5 to 6 pixels wide (but for the small ones): a code
 * of 3 to 6 cm at arm's length before a webcam of 1280 by 720.
 */
import { BADGE, ORGANISER, TICKET, URL_CODE } from './event-codes.ts';

export const WIDTH = 1280;
export const HEIGHT = 720;
const BEHIND = '0x4c5054';

export interface HardCode {
  readonly kind: string;
  readonly text: string;
  /** Pixels of the camera's picture for each module of the code. */
  readonly modulePx: number;
  /** ffmpeg filters on the code alone, before it is held into the picture. */
  readonly onCode?: readonly string[];
  /** ffmpeg filters on the whole picture. */
  readonly onPicture?: readonly string[];
}

const SEED = 20260621;
const EACH = 6;

const rotated = (degrees: number) => `rotate=${degrees}*PI/180:fillcolor=${BEHIND}:bilinear=1`;
const blurred = (sigma: number) => `gblur=sigma=${sigma}`;
/** ffmpeg knows no shorter way than one pixel. */
const moved = (degrees: number, pixels: number) => `dblur=angle=${degrees}:radius=${Math.max(1, pixels)}`;
/** Few levels of grey are left, and the sensor's noise beside them. */
const dark = (contrast: number, noise: number) =>
  `lutyuv=y=16+val*${contrast},noise=c0s=${noise}:c0_seed=7:c0f=u`;
const brightness = (formula: string) => `geq=lum='${formula}':cb=128:cr=128`;
const glare = (x: number, y: number, radius: number, strength: number) =>
  brightness(`min(255,lum(X,Y)+${strength}*exp(-(pow(X-${x},2)+pow(Y-${y},2))/pow(${radius},2)))`);
/** The dots of a phone's screen against the dots of the sensor, at nearly the same distance. */
const moire = (across: number, down: number, depth: number) =>
  brightness(`lum(X,Y)*(1-${depth}+${depth}*sin(X*${across})*sin(Y*${down}+X*0.05))+${depth}*40`);
const refreshBand = (top: number, height: number) =>
  brightness(`lum(X,Y)*(1-0.6*exp(-pow((Y-${top})/${height},2)))`);
/** Folds of paper: the code is shifted along each, and one side of it lies in shadow. */
const folded = (every: number, shift: number, shadow: number) =>
  brightness(
    `lum(X+${shift}*abs(mod(Y,${every})/${every}*2-1),Y)*(1-${shadow}*lt(mod(Y,${every}),${every}/2))`,
  );
const crumpled = (shift: number) =>
  brightness(
    `lum(X+${shift}*sin(Y/23+X/61),Y+${shift}*sin(X/29-Y/47))*(0.82+0.18*sin(X/17+Y/31)*sin(X/41-Y/13))`,
  );
/** Seen from the side: the left or the right edge is further away, by a part of its length at each end. */
const tilted = (left: number, right: number) =>
  `perspective=x0=0:y0=${left}*H:x1=W:y1=${right}*H:x2=0:y2=H-${left}*H:x3=W:y3=H-${right}*H:sense=destination`;
/** Something lies on the code; the place and size are parts of the code's side. */
const covered = (x: number, y: number, width: number, height: number, grey: string) =>
  `drawbox=x=iw*${x}:y=ih*${y}:w=iw*${width}:h=ih*${height}:color=${grey}:t=fill`;

/** What one code of a kind is; `from` draws a number of a range. */
type Draw = (from: From) => Omit<HardCode, 'kind' | 'text'>;
type From = (least: number, most: number) => number;

const near = (from: From) => from(2.5, 6);
const askew = (from: From) => rotated(from(-25, 25));
const greys = ['white', 'gray', '0x907060', 'black'] as const;

const KINDS: Readonly<Record<string, Draw>> = {
  rotated: (from) => ({ modulePx: near(from), onPicture: [rotated(from(0, 360))] }),
  tilted: (from) => {
    const [left, right] = [from(0, 0.3), from(0, 0.3)];
    const onCode = [left < right ? tilted(0, right) : tilted(left, 0)];
    return { modulePx: from(4, 7), onCode, onPicture: [askew(from)] };
  },
  small: (from) => ({ modulePx: from(1.4, 2.5), onPicture: [askew(from)] }),
  blurred: (from) => {
    const modulePx = near(from);
    const isMoved = from(0, 1) < 0.5;
    const blur = isMoved ? moved(from(0, 180), modulePx * from(0.3, 1)) : blurred(modulePx * from(0.25, 0.8));
    return { modulePx, onPicture: [askew(from), blur] };
  },
  'low light': (from) => ({
    modulePx: near(from),
    onPicture: [askew(from), dark(from(0.06, 0.3), Math.round(from(4, 18)))],
  }),
  glare: (from) => ({
    modulePx: near(from),
    onPicture: [askew(from), glare(from(560, 720), from(280, 440), from(30, 250), from(120, 320))],
  }),
  'phone moire': (from) => {
    const across = from(0.5, 3.1);
    const bands = from(0, 1) < 0.5 ? [refreshBand(from(260, 460), from(30, 80))] : [];
    const screen = [moire(across, across * from(0.9, 1.1), from(0.2, 0.5)), ...bands];
    return { modulePx: near(from), onPicture: [askew(from), ...screen] };
  },
  creased: (from) => {
    const isFolded = from(0, 1) < 0.5;
    const crease = isFolded ? folded(from(80, 220), from(2, 8), from(0.1, 0.5)) : crumpled(from(1, 4.5));
    return { modulePx: near(from), onPicture: [crease, askew(from)] };
  },
  inverted: (from) => ({
    modulePx: near(from),
    onCode: ['negate'],
    onPicture: [askew(from), dark(from(0.2, 0.8), Math.round(from(2, 10)))],
  }),
  'partly covered': (from) => {
    const [width, height] = [from(0.05, 0.3), from(0.05, 0.3)];
    const grey = greys[Math.floor(from(0, greys.length))] ?? 'gray';
    const lid = covered(from(0, 1 - width), from(0, 1 - height), width, height, grey);
    return { modulePx: near(from), onCode: [lid], onPicture: [askew(from)] };
  },
  'several at once': (from) => ({
    modulePx: near(from),
    onPicture: [
      crumpled(from(0, 2)),
      askew(from),
      glare(from(560, 720), from(280, 440), from(30, 250), from(0, 160)),
      blurred(from(0.5, 2)),
      dark(from(0.2, 0.6), Math.round(from(2, 10))),
    ],
  }),
};
const TEXTS = [TICKET, BADGE, ORGANISER, URL_CODE];

export const HARD_CODES: readonly HardCode[] = drawCodes();

function drawCodes(): HardCode[] {
  const next = randomNumbers(SEED);
  // Filters are texts: three decimals are more than any of them can show.
  const from: From = (least, most) => Math.round((least + (most - least) * next()) * 1000) / 1000;
  return Object.entries(KINDS).flatMap(([kind, draw]) =>
    Array.from({ length: EACH }, (_, place) => ({
      kind,
      text: TEXTS[place % TEXTS.length] ?? TICKET,
      ...draw(from),
    })),
  );
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
