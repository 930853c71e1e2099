/** Codes as they come before a camera on a bad day: each a code of ours and what happens to its picture. */
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

const rotated = (degrees: number) => `rotate=${degrees}*PI/180:fillcolor=${BEHIND}:bilinear=1`;
const blurred = (sigma: number) => `gblur=sigma=${sigma}`;
const moved = (degrees: number, pixels: number) => `dblur=angle=${degrees}:radius=${pixels}`;
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

export const HARD_CODES: readonly HardCode[] = [
  ...[14, 45, 76, 90, 180, 203].map((degrees) => ({
    kind: 'rotated',
    text: degrees % 2 === 0 ? TICKET : BADGE,
    modulePx: 5,
    onPicture: [rotated(degrees)],
  })),
  { kind: 'tilted', text: TICKET, modulePx: 7, onCode: [tilted(0, 0.15)] },
  { kind: 'tilted', text: BADGE, modulePx: 7, onCode: [tilted(0.22, 0)] },
  { kind: 'tilted', text: TICKET, modulePx: 8, onCode: [tilted(0.26, 0)], onPicture: [rotated(20)] },
  { kind: 'tilted', text: ORGANISER, modulePx: 12, onCode: [tilted(0, 0.28)], onPicture: [rotated(-35)] },
  { kind: 'small', text: TICKET, modulePx: 2.6 },
  { kind: 'small', text: TICKET, modulePx: 2.1, onPicture: [rotated(8)] },
  { kind: 'small', text: BADGE, modulePx: 2.2 },
  { kind: 'small', text: BADGE, modulePx: 1.8 },
  { kind: 'small', text: ORGANISER, modulePx: 2 },
  { kind: 'small', text: URL_CODE, modulePx: 1.7, onPicture: [rotated(30)] },
  { kind: 'blurred', text: TICKET, modulePx: 5, onPicture: [blurred(2)] },
  { kind: 'blurred', text: TICKET, modulePx: 5, onPicture: [blurred(3)] },
  { kind: 'blurred', text: BADGE, modulePx: 8, onPicture: [blurred(5)] },
  { kind: 'blurred', text: ORGANISER, modulePx: 10, onPicture: [blurred(7)] },
  { kind: 'blurred', text: TICKET, modulePx: 6, onPicture: [moved(0, 3)] },
  { kind: 'blurred', text: URL_CODE, modulePx: 7, onPicture: [moved(35, 4)] },
  { kind: 'low light', text: TICKET, modulePx: 6, onPicture: [dark(0.25, 6)] },
  { kind: 'low light', text: TICKET, modulePx: 6, onPicture: [dark(0.2, 14)] },
  { kind: 'low light', text: BADGE, modulePx: 6, onPicture: [dark(0.15, 14)] },
  { kind: 'low light', text: ORGANISER, modulePx: 8, onPicture: [dark(0.1, 14)] },
  { kind: 'glare', text: TICKET, modulePx: 8, onPicture: [glare(740, 280, 45, 300)] },
  { kind: 'glare', text: TICKET, modulePx: 8, onPicture: [glare(640, 360, 320, 170)] },
  { kind: 'glare', text: BADGE, modulePx: 7, onPicture: [glare(500, 520, 260, 190)] },
  {
    kind: 'glare',
    text: BADGE,
    modulePx: 7,
    onPicture: ['lutyuv=y=min(255\\,150+val*0.42)', glare(700, 300, 45, 130)],
  },
  { kind: 'phone moire', text: TICKET, modulePx: 7, onPicture: [moire(2.05, 2.1, 0.3)] },
  { kind: 'phone moire', text: TICKET, modulePx: 6, onPicture: [moire(1.1, 1.07, 0.4), rotated(12)] },
  {
    kind: 'phone moire',
    text: TICKET,
    modulePx: 7,
    onPicture: [moire(2.9, 3.05, 0.35), refreshBand(330, 60)],
  },
  { kind: 'phone moire', text: URL_CODE, modulePx: 8, onPicture: [moire(0.74, 0.7, 0.3)] },
  { kind: 'creased', text: TICKET, modulePx: 8, onPicture: [folded(180, 4, 0.35)] },
  { kind: 'creased', text: BADGE, modulePx: 8, onPicture: [folded(130, 6, 0.5), rotated(90)] },
  { kind: 'creased', text: TICKET, modulePx: 8, onPicture: [crumpled(2.5)] },
  { kind: 'creased', text: URL_CODE, modulePx: 9, onPicture: [crumpled(4), rotated(25)] },
  { kind: 'inverted', text: TICKET, modulePx: 6, onCode: ['negate'] },
  { kind: 'inverted', text: BADGE, modulePx: 5, onCode: ['negate'], onPicture: [rotated(50)] },
  { kind: 'inverted', text: TICKET, modulePx: 3, onCode: ['negate'], onPicture: [moire(1.9, 2.2, 0.2)] },
  { kind: 'inverted', text: ORGANISER, modulePx: 8, onCode: ['negate'], onPicture: [dark(0.25, 8)] },
  { kind: 'partly covered', text: TICKET, modulePx: 7, onCode: [covered(0.45, 0.42, 0.17, 0.17, 'gray')] },
  { kind: 'partly covered', text: BADGE, modulePx: 7, onCode: [covered(0.7, 0.86, 0.3, 0.14, '0x907060')] },
  { kind: 'partly covered', text: TICKET, modulePx: 7, onCode: [covered(0, 0.5, 1, 0.018, 'black')] },
  {
    kind: 'partly covered',
    text: BADGE,
    modulePx: 7,
    onCode: [covered(0.3, 0.62, 0.09, 0.09, 'black')],
    onPicture: [rotated(10)],
  },
  { kind: 'several at once', text: TICKET, modulePx: 3, onPicture: [rotated(20), dark(0.3, 8)] },
  {
    kind: 'several at once',
    text: BADGE,
    modulePx: 4,
    onPicture: [crumpled(1.2), glare(640, 300, 120, 160)],
  },
  {
    kind: 'several at once',
    text: TICKET,
    modulePx: 4,
    onCode: [tilted(0, 0.15)],
    onPicture: [blurred(1.5), dark(0.3, 6)],
  },
  {
    kind: 'several at once',
    text: ORGANISER,
    modulePx: 5,
    onCode: ['negate'],
    onPicture: [moved(20, 4), rotated(70)],
  },
];
