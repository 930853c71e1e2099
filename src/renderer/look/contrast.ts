/** The contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2): 4.5 is enough for text, 3 for edges and marks. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The colour that is so much (0 to 1) of the first and the rest of the other. */
export function mixed(one: string, other: string, share: number): string {
  const rest = parts(other);
  const values = parts(one).map((part, at) => Math.round(part * share + (rest[at] ?? 0) * (1 - share)));
  return `#${values.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = parts(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function parts(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
