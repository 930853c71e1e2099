/**
 * A USB scanner: it types as a keyboard with US keys does, whatever layout the computer has. So keys are pressed by
 * their place (X keycodes), never by the character that they should give.
 */
import { atOnce } from './at-once.ts';
import { output } from './service-process.ts';

/** The keys of each row of a US keyboard from left to right, plain and shifted, and the keycode of the first. */
const rows = [
  { first: 10, plain: '1234567890-=', shifted: '!@#$%^&*()_+' },
  { first: 24, plain: 'qwertyuiop[]', shifted: 'QWERTYUIOP{}' },
  { first: 38, plain: "asdfghjkl;'`", shifted: 'ASDFGHJKL:"~' },
  { first: 51, plain: '\\zxcvbnm,./', shifted: '|ZXCVBNM<>?' },
  { first: 65, plain: ' ', shifted: '' },
];
const shiftKey = 50;
const controlKey = 37;
const enterKey = 36;

/** Types the text and Enter into the window that has the focus on this display, 2 ms between keys. */
export function scan(display: string, text: string): Promise<void> {
  return scanAll(display, [text]);
}

/** Types one text after the other, each with Enter, and no pause between them. Control characters are Control and a key. */
export async function scanAll(display: string, texts: readonly string[]): Promise<void> {
  const strokes = texts.flatMap((text) => [...[...text].map(keyStroke), `${enterKey}`]);
  // A scanner is a machine of its own, which no load of the computer slows down.
  const [command, args] = atOnce('xdotool', ['key', '--delay', '2', ...strokes]);
  await output(command, args, { DISPLAY: display });
}

/** The X keycodes of a character: `50+24` for Q. */
export function keyStroke(character: string): string {
  // A control character is its letter of ASCII, 64 further on, with Control.
  if (character < ' ')
    return `${controlKey}+${keyStroke(String.fromCharCode(character.charCodeAt(0) + 64).toLowerCase())}`;
  for (const { first, plain, shifted } of rows) {
    if (plain.includes(character)) return `${first + plain.indexOf(character)}`;
    if (shifted.includes(character)) return `${shiftKey}+${first + shifted.indexOf(character)}`;
  }
  throw new Error(`a US keyboard has no key for ${character}`);
}
