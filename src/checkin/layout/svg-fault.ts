import { DOMParser, type Element } from '@xmldom/xmldom';

/** What is not drawn, or not as the designer saw it, and what to do. */
const NOT_DRAWN: Readonly<Record<string, string>> = {
  text: 'turn texts into paths',
  image: 'give the picture as an image of its own',
  foreignObject: 'leave it out',
  script: 'leave it out',
  filter: 'leave it out',
};
const MOST_ELEMENTS = 5_000;

/** Why an SVG cannot be drawn, in words; null when it can. */
export function svgFault(text: string): string | null {
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(text)) return 'the SVG image declares entities: leave them out';
  const root = parse(text);
  if (typeof root === 'string') return root;
  if (root === null || root.localName !== 'svg') return 'not an SVG image';
  if (!hasSize(root)) return 'the SVG image has neither a viewBox nor a width and height';
  const elements = Array.from(root.getElementsByTagName('*'));
  if (elements.length > MOST_ELEMENTS) return `the SVG image has more than ${MOST_ELEMENTS} elements`;
  for (const element of elements) {
    const name = element.localName ?? '';
    const advice = NOT_DRAWN[name];
    if (advice !== undefined) return `the SVG image has <${name}>: ${advice}`;
    const link = element.getAttribute('href') ?? element.getAttribute('xlink:href');
    if (link !== null && !link.startsWith('#')) return `the SVG image links to ${link.slice(0, 100)}`;
  }
  return null;
}

function parse(text: string): Element | string | null {
  try {
    const onError = (_level: string, problem: string) => {
      throw new Error(problem);
    };
    return new DOMParser({ onError }).parseFromString(text, 'image/svg+xml').documentElement;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    return `the SVG image is damaged: ${problem.split('\n')[0]}`;
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
