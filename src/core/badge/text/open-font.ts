import { type Font, openSync } from 'fontkit';

/** Opens a font file; throws when it is none. */
export function openFont(file: string): Font {
  const font = openSync(file);
  if ('fonts' in font) throw new Error(`${file} is a collection, not a font`);
  skipMissingAnchors(font);
  return font;
}

/**
 * A font may have no anchor for a mark on some letter: the mark then stays where it is. fontkit 2.0 throws instead
 * (foliojs/fontkit#367), as with some vowels on Arabic ligatures.
 */
function skipMissingAnchors(font: Font): void {
  const positioner = font._layoutEngine.engine?.GPOSProcessor;
  if (!positioner) return;
  const applyAnchor = positioner.applyAnchor.bind(positioner);
  positioner.applyAnchor = (mark, baseAnchor, base) => {
    if (mark.markAnchor && baseAnchor) applyAnchor(mark, baseAnchor, base);
  };
}
