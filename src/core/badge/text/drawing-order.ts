/** Marks above the base letter in Thai, which nikhahit goes below of (HarfBuzz, hb-ot-shaper-thai.cc). */
const THAI_SARA_AM = /([\u0E31\u0E34-\u0E37\u0E47-\u0E4E]*)\u0E33/g;
/** Unicode orders vowels before shadda, fonts want shadda first (HarfBuzz, hb-unicode.hh: modified classes). */
const ARABIC_VOWELS_AND_SHADDA = /([\u064B-\u0650]+)\u0651/g;

/** Puts marks into the order that fonts expect, where fontkit does not do so itself. Takes NFC text. */
export function drawingOrder(text: string): string {
  return text.replace(THAI_SARA_AM, '\u0E4D$1\u0E32').replace(ARABIC_VOWELS_AND_SHADDA, '\u0651$1');
}
