import type { Font } from 'fontkit';

/** What is drawn of a cluster, and with which font. */
export interface FontChoice {
  /** '' for a picture or sign that no font has: it is left out. */
  readonly text: string;
  readonly font: Font | undefined;
  /** Whether all of the cluster is drawn. */
  readonly whole: boolean;
}

/** The geta mark stands in print for a missing letter, so that a name never looks whole when it is not. */
const GETA = '〓';
/** Letters and numbers; private and unassigned ones count, old encodings keep rare Han characters there. */
const LETTER = /[\p{L}\p{N}\p{Co}\p{Cn}\uFFFD]/u;
/** Stands for what was lost before the text came here: fonts have it, readers do not. */
const REPLACEMENT = '\uFFFD';

/**
 * One font for the whole cluster: one that has all of it, else the first that has its base, without the marks that
 * it lacks, else a geta mark for a letter.
 */
export function chooseFont(text: string, candidates: (text: string) => Iterable<Font>): FontChoice {
  for (const font of candidates(text)) {
    if (lacking(text, font).length === 0) return { text, font, whole: true };
  }
  for (const font of candidates(text)) {
    const missing = lacking(text, font);
    if (missing.includes([...text][0] ?? '')) continue;
    return { text: without(text, missing), font, whole: false };
  }
  if (!LETTER.test(text)) return { text: '', font: undefined, whole: false };
  return { text: GETA, font: chooseFont(GETA, candidates).font, whole: false };
}

function lacking(text: string, font: Font): string[] {
  return [...text].filter(
    (character) =>
      !isJoiner(character) &&
      (character === REPLACEMENT || !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)),
  );
}

function without(text: string, characters: readonly string[]): string {
  return [...text].filter((character) => !characters.includes(character)).join('');
}

function isJoiner(character: string): boolean {
  return character === '\u200C' || character === '\u200D';
}
