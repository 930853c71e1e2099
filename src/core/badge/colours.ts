const DARK = '#10222e';
const WHITE = '#ffffff';
const BLACK = '#000000';

/** A layout's colour as #rrggbb, on the badge of a guest whose category has this colour. */
export function colourOf(colour: string, category: string): string {
  switch (colour) {
    case 'category':
      return category;
    case 'category-deep':
      return mixed(category, BLACK, 0.45);
    case 'category-pale':
      return mixed(category, WHITE, 0.88);
    case 'on-category':
      return readableOn(category);
    default:
      return colour;
  }
}

/** White or dark, whichever has the higher contrast on this background (#rrggbb). */
export function readableOn(background: string): string {
  return contrast(background, WHITE) >= contrast(background, DARK) ? WHITE : DARK;
}

/** `share` of the second colour in the first, 0 to 1. */
function mixed(colour: string, other: string, share: number): string {
  const [these, those] = [channels(colour), channels(other)];
  const parts = these.map((part, at) => Math.round(part + ((those[at] ?? 0) - part) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
