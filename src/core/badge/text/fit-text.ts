import { type Line, setLine } from './line.ts';
import type { Cluster, Paragraph } from './paragraph.ts';

/** Where a text must go. Lengths in points. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly size: { readonly max: number; readonly floor: number };
  /** The most lines that it may take. */
  readonly lines: number;
}

export interface FittedText {
  readonly size: number;
  readonly lines: readonly Line[];
  /** From the top of a line to its baseline, and from there to the next line's top, in points. */
  readonly ascent: number;
  readonly descent: number;
}

/** A stretch between two places where a line may end. `width` leaves out the white space at its end; in em. */
interface Piece {
  readonly clusters: readonly Cluster[];
  readonly width: number;
  readonly fullWidth: number;
}

interface Setting {
  readonly size: number;
  readonly lines: readonly (readonly Piece[])[];
}

/** Lines of Latin or Han letters keep the same distance whatever letters they hold; in em. */
const USUAL_ASCENT = 0.88;
const USUAL_DESCENT = 0.26;
/** In points; nobody sees a smaller difference. */
const SIZE_STEP = 0.5;
/** One more line must make the text this much larger to be worth it. */
const WORTH_A_LINE = 1.25;

/**
 * The largest text between max and floor that fits: broken at spaces where that makes it clearly larger, else (so
 * that 阿卜杜拉 stays on one line while it can) anywhere that a line may end, else cut off with an ellipsis at floor.
 */
export function fitText(paragraph: Paragraph, room: Room): FittedText | undefined {
  if (paragraph.clusters.length === 0) return undefined;
  const whole = setLine(paragraph.clusters);
  const ascent = Math.max(USUAL_ASCENT, whole.above);
  const descent = Math.max(USUAL_DESCENT, whole.below);
  const tallest = room.height / (ascent + descent);
  if (tallest >= room.size.max && whole.width * room.size.max <= room.width) {
    return {
      size: room.size.max,
      lines: [whole],
      ascent: ascent * room.size.max,
      descent: descent * room.size.max,
    };
  }
  const setting = settingOf(paragraph, room, tallest);
  const lines = setting.lines.map((line) => setLine(trimEnd(line.flatMap((piece) => piece.clusters))));
  const size = Math.min(setting.size, room.width / Math.max(...lines.map((line) => line.width)));
  return { size, lines, ascent: ascent * size, descent: descent * size };
}

function settingOf(paragraph: Paragraph, room: Room, tallest: number): Setting {
  const words = largest(piecesBetween(paragraph, true), room, tallest);
  if (words) return words;
  const pieces = piecesBetween(paragraph, false);
  return largest(pieces, room, tallest) ?? cutOff(pieces, paragraph.ellipsis, room, tallest);
}

function piecesBetween(paragraph: Paragraph, onlyAtSpaces: boolean): Piece[] {
  const breaks = paragraph.breaks.filter((place) => place.atSpace || !onlyAtSpaces);
  const stretches: Cluster[][] = [[]];
  let next = 0;
  for (const cluster of paragraph.clusters) {
    while (cluster.offset >= (breaks[next]?.offset ?? Number.POSITIVE_INFINITY)) {
      stretches.push([]);
      next += 1;
    }
    stretches.at(-1)?.push(cluster);
  }
  return stretches.filter((stretch) => stretch.length > 0).map(pieceOf);
}

function pieceOf(clusters: readonly Cluster[]): Piece {
  const { width } = setLine(clusters);
  const trimmed = trimEnd(clusters);
  return {
    clusters,
    width: trimmed.length === clusters.length ? width : setLine(trimmed).width,
    fullWidth: width,
  };
}

function trimEnd(clusters: readonly Cluster[]): readonly Cluster[] {
  const last = clusters.findLastIndex((cluster) => cluster.text !== ' ');
  return clusters.slice(0, last + 1);
}

/** The setting at the largest size down to the floor, with as few lines as that is worth; undefined if none fits. */
function largest(pieces: readonly Piece[], room: Room, tallest: number): Setting | undefined {
  let best: Setting | undefined;
  for (let count = 1; count <= room.lines; count += 1) {
    const setting = largestIn(count, pieces, room, tallest / count);
    if (setting && (!best || setting.size >= best.size * WORTH_A_LINE)) best = setting;
  }
  return best;
}

function largestIn(
  count: number,
  pieces: readonly Piece[],
  room: Room,
  tallest: number,
): Setting | undefined {
  for (let size = Math.min(room.size.max, tallest); size >= room.size.floor; size -= SIZE_STEP) {
    const lines = wrap(pieces, room.width / size);
    if (lines && lines.length <= count) return { size, lines: balanced(pieces, lines, room.width / size) };
  }
  return undefined;
}

/** Fills line after line; undefined when a piece is wider than a line. */
function wrap(pieces: readonly Piece[], width: number): Piece[][] | undefined {
  const lines: Piece[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    if (piece.width > width) return undefined;
    if (used + piece.width > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(piece);
    used += piece.fullWidth;
  }
  return lines;
}

/** The same number of lines, as even in width as they can be: no single word is left for the last. */
function balanced(pieces: readonly Piece[], lines: Piece[][], width: number): Piece[][] {
  let best = lines;
  if (lines.length === 1) return best; // marks alone have no width: they fit whatever is narrower
  for (let narrower = width * 0.97; ; narrower *= 0.97) {
    const tried = wrap(pieces, narrower);
    if (tried?.length !== lines.length) return best;
    best = tried;
  }
}

function cutOff(
  pieces: readonly Piece[],
  ellipsis: Cluster | undefined,
  room: Room,
  tallest: number,
): Setting {
  const size = Math.min(room.size.floor, tallest);
  const width = room.width / size;
  const count = Math.max(1, Math.min(room.lines, Math.floor(tallest / size)));
  const narrow = pieces.flatMap((piece) => (piece.width > width ? split(piece) : [piece]));
  const lines = wrap(narrow, width) ?? [narrow];
  if (lines.length <= count) return { size, lines };
  const kept = lines.slice(0, count - 1);
  const rest = lines
    .slice(count - 1)
    .flat()
    .flatMap(split);
  return { size, lines: [...kept, shortened(rest, ellipsis, width)] };
}

function split(piece: Piece): Piece[] {
  return piece.clusters.map((cluster) => pieceOf([cluster]));
}

function shortened(pieces: readonly Piece[], ellipsis: Cluster | undefined, width: number): Piece[] {
  const end = ellipsis ? [pieceOf([ellipsis])] : [];
  let used = end[0]?.width ?? 0;
  const tooMany = pieces.findIndex((piece) => {
    used += piece.fullWidth;
    return used > width;
  });
  const kept = pieces.slice(0, tooMany);
  return [...kept.slice(0, kept.findLastIndex((piece) => piece.width > 0) + 1), ...end];
}
