/**
 * Crockford's base32: digits and capitals without I, L, O and U. It survives a wrong keyboard layout and fits the
 * alphanumeric mode of a QR code. (crockford.com/base32.html)
 */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const VALUES: ReadonlyMap<string, number> = new Map([...CROCKFORD].map((letter, value) => [letter, value]));

/** As many characters as the bytes need; the bits that are left over are zero. */
export function encodeCrockford(bytes: Uint8Array): string {
  let text = '';
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += CROCKFORD.charAt((pending >> (bits - 5)) & 31);
    pending &= 31;
  }
  return bits === 0 ? text : text + CROCKFORD.charAt((pending << (5 - bits)) & 31);
}

/**
 * What a person, a mail program or a scanner made of a code, as it was written: white space and hyphens go, small
 * letters become capitals, O becomes 0, I and L become 1.
 */
export function tidyCrockford(text: string): string {
  return text
    .replaceAll(/[\s-]/g, '')
    .replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/** The bytes of a tidy text; null when it has another character, or is not what these bytes are written as. */
export function decodeCrockford(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let pending = 0;
  let bits = 0;
  let place = 0;
  for (const letter of text) {
    const value = VALUES.get(letter);
    if (value === undefined) return null;
    pending = (pending << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[place] = pending >> bits;
    place += 1;
    pending &= (1 << bits) - 1;
  }
  return bits < 5 && pending === 0 ? bytes : null;
}
