import type { Font } from 'fontkit';
import type { Cluster } from './paragraph.ts';

/** Clusters of one font, script and direction, drawn in one go. */
interface Run {
  readonly font: Font;
  readonly text: string;
  /** In em, as are all lengths here. */
  readonly width: number;
  readonly tracking: number;
}

export interface Line {
  /** From left to right. */
  readonly runs: readonly Run[];
  readonly width: number;
  /** How far the ink reaches above and below the baseline; both are positive. */
  readonly above: number;
  readonly below: number;
}

interface OpenRun {
  readonly font: Font;
  readonly level: number;
  readonly script: Script | undefined;
  readonly tracking: number;
  readonly clusters: string[];
}

/** What a shaped text takes up, in em, and of how many glyphs it is. */
interface Extent {
  readonly width: number;
  readonly glyphs: number;
  readonly above: number;
  readonly below: number;
}

/** Some 2 MB for each font. */
const MOST_EXTENTS = 10_000;
const extents = new WeakMap<Font, Map<string, Extent>>();

/** Scripts that fontkit shapes right to left whenever a run begins with one of their letters. */
const RIGHT_TO_LEFT = ['Arab', 'Hebr', 'Thaa'] as const;
const SCRIPTS = [...RIGHT_TO_LEFT, 'Latn', 'Cyrl', 'Grek', 'Hani', 'Hang', 'Thai', 'Deva'] as const;
type Script = (typeof SCRIPTS)[number];
const LETTER_OF = SCRIPTS.map((script) => [script, new RegExp(`\\p{sc=${script}}`, 'u')] as const);

/** Sets clusters on one line in visual order (UAX #9, rule L2) and measures it. */
export function setLine(clusters: readonly Cluster[]): Line {
  const runs = inVisualOrder(openRuns(clusters)).map(measure);
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  return {
    runs,
    width: width - (runs.at(-1)?.tracking ?? 0),
    above: Math.max(0, ...runs.map((run) => run.above)),
    below: Math.max(0, ...runs.map((run) => run.below)),
  };
}

function openRuns(clusters: readonly Cluster[]): OpenRun[] {
  const runs: OpenRun[] = [];
  for (const cluster of clusters) {
    const script = scriptOf(cluster.text);
    const last = runs.at(-1);
    if (!last || !belongsTo(last, cluster, script)) {
      const { font, level, tracking } = cluster;
      runs.push({ font, level, tracking, script, clusters: [cluster.text] });
      continue;
    }
    last.clusters.push(cluster.text);
    if (script && !last.script) runs[runs.length - 1] = { ...last, script };
  }
  return runs;
}

/** Spaces and marks of no script of their own go with any. */
function belongsTo(run: OpenRun, cluster: Cluster, script: Script | undefined): boolean {
  const alike = run.font === cluster.font && run.level === cluster.level && run.tracking === cluster.tracking;
  return alike && (!script || !run.script || script === run.script);
}

function scriptOf(text: string): Script | undefined {
  return LETTER_OF.find(([, letter]) => letter.test(text))?.[0];
}

function inVisualOrder(runs: readonly OpenRun[]): OpenRun[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map((run) => run.level));
  for (let level = highest; level > 0; level -= 1) reverseStretches(ordered, level);
  return ordered;
}

/** Reverses each unbroken stretch of runs at this level or above. */
function reverseStretches(runs: OpenRun[], level: number): void {
  for (let start = 0; start < runs.length; start += 1) {
    let end = start;
    while ((runs[end]?.level ?? -1) >= level) end += 1;
    if (end > start) runs.splice(start, end - start, ...runs.slice(start, end).reverse());
    start = end;
  }
}

function measure(run: OpenRun): Run & Pick<Extent, 'above' | 'below'> {
  const { font, tracking } = run;
  const text = shapingOrder(run).join('');
  const { width, glyphs, above, below } = extentOf(text, font);
  return { font, text, tracking, width: width + tracking * glyphs, above, below };
}

/** Shaped texts are remembered: one badge asks for the same words several times, the next one for many of them. */
function extentOf(text: string, font: Font): Extent {
  const known = extents.get(font) ?? new Map<string, Extent>();
  extents.set(font, known);
  const extent = known.get(text) ?? shapedExtent(text, font);
  if (known.size >= MOST_EXTENTS) known.clear();
  known.set(text, extent);
  return extent;
}

function shapedExtent(text: string, font: Font): Extent {
  const { glyphs, positions, advanceWidth } = font.layout(text, []);
  const em = font.unitsPerEm;
  const tops = glyphs.map((glyph, at) => glyph.cbox.maxY + (positions[at]?.yOffset ?? 0));
  const bottoms = glyphs.map((glyph, at) => glyph.cbox.minY + (positions[at]?.yOffset ?? 0));
  return {
    width: advanceWidth / em,
    glyphs: glyphs.length,
    above: highest(tops) / em,
    below: highest(bottoms.map((bottom) => -bottom)) / em,
  };
}

/** Blank glyphs have an endless box, which counts for nothing. */
function highest(lengths: readonly number[]): number {
  return Math.max(0, ...lengths.filter((length) => Number.isFinite(length)));
}

/** fontkit orders glyphs by the script alone: where the bidi level says otherwise, hand them over reversed. */
function shapingOrder(run: OpenRun): string[] {
  const shapedRightToLeft = RIGHT_TO_LEFT.some((script) => script === run.script);
  const runsRightToLeft = run.level % 2 === 1;
  return shapedRightToLeft === runsRightToLeft ? run.clusters : run.clusters.toReversed();
}
