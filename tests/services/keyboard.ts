/** A person's keyboard and mouse, by real events of the X server (XTEST): window manager and Chromium see them. */
import { keyStroke } from './scanner.ts';
import { output } from './service-process.ts';

/** X keycodes of a PC keyboard (evdev), as scanner.ts has those of characters. */
const KEYS = new Map(
  Object.entries({
    Escape: 9,
    1: 10,
    0: 19,
    Minus: 20,
    Equal: 21,
    Backspace: 22,
    Tab: 23,
    Q: 24,
    W: 25,
    R: 27,
    T: 28,
    U: 30,
    I: 31,
    O: 32,
    P: 33,
    Enter: 36,
    Ctrl: 37,
    A: 38,
    S: 39,
    F: 41,
    H: 43,
    J: 44,
    L: 46,
    Shift: 50,
    C: 54,
    V: 55,
    N: 57,
    M: 58,
    Alt: 64,
    Space: 65,
    F1: 67,
    F3: 69,
    F4: 70,
    F5: 71,
    F6: 72,
    F7: 73,
    F10: 76,
    KeypadMinus: 82,
    KeypadPlus: 86,
    F11: 95,
    F12: 96,
    Print: 107,
    Home: 110,
    Left: 113,
    Right: 114,
    End: 115,
    Down: 116,
    PageDown: 117,
    Delete: 119,
    Menu: 135,
    Help: 146,
    Back: 166,
    Forward: 167,
    HomePage: 180,
    Reload: 181,
    Search: 225,
  }),
);

/** Presses keys together, the last one while the others are held: `Ctrl+Shift+R`. */
export async function press(display: string, chord: string): Promise<void> {
  await xdotool(display, 'key', chord.split('+').map(keycode).join('+'));
}

function keycode(key: string): number {
  const code = KEYS.get(key);
  if (code === undefined) throw new Error(`no keycode is known for ${key}`);
  return code;
}

/** Button 1 is the left one, 2 the middle, 3 the right, 4 and 5 the wheel, 8 and 9 back and forward. */
export async function click(
  display: string,
  button: 1 | 2 | 3 | 4 | 5 | 8 | 9,
  { x, y, times = 1, held }: { x: number; y: number; times?: number; held?: string },
): Promise<void> {
  const clicks = ['click', '--repeat', String(times), '--delay', '5', String(button)];
  const moved = ['mousemove', String(x), String(y)];
  if (held === undefined) return xdotool(display, ...moved, ...clicks);
  const key = String(keycode(held));
  await xdotool(display, ...moved, 'keydown', key, ...clicks, 'keyup', key);
}

/** Moves the mouse from one place to another with its left button down. */
export async function drag(
  display: string,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  const places = [0.25, 0.5, 0.75, 1].flatMap((way) => [
    'mousemove',
    String(Math.round(from.x + way * (to.x - from.x))),
    String(Math.round(from.y + way * (to.y - from.y))),
  ]);
  await xdotool(
    display,
    ...['mousemove', String(from.x), String(from.y), 'mousedown', '1', ...places, 'mouseup', '1'],
  );
}

async function xdotool(display: string, ...commands: readonly string[]): Promise<void> {
  await output('xdotool', [...commands], { DISPLAY: display });
}

/** Writes as a quick person does: no key as short after another as a scanner's are. */
export async function write(display: string, text: string): Promise<void> {
  await xdotool(display, 'key', '--delay', '90', ...[...text].map(keyStroke));
}
