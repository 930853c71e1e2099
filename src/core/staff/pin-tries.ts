import { done, type Result, refused } from '../../contract/failure.ts';
import type { Reader, StationDatabase, Writer } from '../store/database.ts';
import { type PinTries, readSetting, SETTING, writeSetting } from '../store/settings.ts';

/** A slip of the finger or two costs nothing. */
const FREE_TRIES = 2;
const FIRST_DELAY_MS = 5_000;
/** So that a guest who plays with a kiosk cannot keep the staff out for long. */
const LONGEST_DELAY_MS = 15 * 60_000;

/** How long nobody may try after so many wrong PINs in a row. */
export function delayAfter(wrong: number): number {
  if (wrong <= FREE_TRIES) return 0;
  return Math.min(FIRST_DELAY_MS * 2 ** (wrong - FREE_TRIES - 1), LONGEST_DELAY_MS);
}

/**
 * Lets a PIN be tried, one try after the other, and keeps count in the database: neither a restart nor many tries at
 * once get round the delay. A try counts as wrong from before it is looked at until it has proved right. Refused with
 * `pin-wait` while the delay lasts and where a wrong PIN begins one, else with `pin-wrong`.
 */
export async function tryPin<Value>(
  database: StationDatabase,
  { whose, now }: { readonly whose: string; readonly now: () => number },
  find: () => Promise<Value | null>,
): Promise<Result<Value>> {
  const begun = database.write((writer) => begin(writer, whose, now()));
  if (!begun.ok) return begun;
  const found = await find();
  if (found !== null) {
    database.write((writer) => forget(writer, whose));
    return done(found);
  }
  const wait = waitMs(database, whose, now());
  return wait > 0 ? mustWait(wait) : refused('pin-wrong');
}

function begin(writer: Writer, whose: string, nowMs: number): Result<null> {
  const wait = waitMs(writer, whose, nowMs);
  if (wait > 0) return mustWait(wait);
  const tries = triesOf(writer);
  const wrong = (tries[whose]?.wrong ?? 0) + 1;
  writeSetting(writer, SETTING.pinTries, {
    ...tries,
    [whose]: { wrong, last: new Date(nowMs).toISOString() },
  });
  return done(null);
}

/** A clock that was set back never makes it longer than the delay is. */
function waitMs(reader: Reader, whose: string, nowMs: number): number {
  const tries = triesOf(reader)[whose];
  if (tries === undefined) return 0;
  const delay = delayAfter(tries.wrong);
  return Math.min(Date.parse(tries.last) + delay - nowMs, delay);
}

function forget(writer: Writer, whose: string): void {
  const { [whose]: _right, ...others } = triesOf(writer);
  writeSetting(writer, SETTING.pinTries, others);
}

function triesOf(reader: Reader): PinTries {
  return readSetting(reader, SETTING.pinTries) ?? {};
}

function mustWait(ms: number): Result<never> {
  return refused('pin-wait', { seconds: String(Math.ceil(ms / 1000)) });
}
