import { DOMParser, type Element, ParseError } from '@xmldom/xmldom';
import { type Problem, type ProblemKey, problem } from '../../contract/problem-sentences.ts';

/** What is not drawn, or not as the designer saw it; its sentence says what to do. */
const NOT_DRAWN: ReadonlyMap<string, ProblemKey> = new Map([
  ['text', 'svg-text'],
  ['image', 'svg-image'],
  ['foreignObject', 'svg-element'],
  ['script', 'svg-element'],
  ['filter', 'svg-element'],
]);
const MOST_ELEMENTS = 5_000;

/** Why an SVG cannot be drawn; null when it can. */
export function svgFault(text: string): Problem | null {
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) return problem('svg-entities');
  const root = parse(text);
  if ('key' in root) return root;
  if (root.localName !== 'svg') return problem('svg-none');
  if (!hasSize(root)) return problem('svg-size');
  const elements = Array.from(root.getElementsByTagName('*'));
  if (elements.length > MOST_ELEMENTS) return problem('svg-elements', { most: String(MOST_ELEMENTS) });
  for (const element of elements) {
    const name = element.localName ?? '';
    const notDrawn = NOT_DRAWN.get(name);
    if (notDrawn !== undefined) return problem(notDrawn, { element: name });
    const link = element.getAttribute('href') ?? element.getAttribute('xlink:href');
    if (link !== null && !link.startsWith('#')) return problem('svg-link', { link: link.slice(0, 100) });
  }
  return null;
}

function parse(text: string): Element | Problem {
  try {
    const onError = (_level: string, said: string) => {
      throw new Error(said);
    };
    const root = new DOMParser({ onError }).parseFromString(text, 'image/svg+xml').documentElement;
    return root ?? problem('svg-none');
  } catch (cause) {
    // Where is enough to find it: what the parser says of it is English.
    const line = cause instanceof ParseError ? cause.locator?.lineNumber : undefined;
    return problem('svg-damaged', { line: String(line || 1) });
  }
}

function hasSize(root: Element): boolean {
  const numbers = (root.getAttribute('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (numbers.length === 4 && numbers.every(Number.isFinite)) return true;
  return ['width', 'height'].every((side) => /^\d/.test(root.getAttribute(side) ?? ''));
}
