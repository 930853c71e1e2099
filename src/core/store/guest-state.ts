import { correctionsFrom, type ObservedRun } from '../../checkin/corrections.ts';
import { type FoldContext, foldContextOf, foldGuest, type GuestState } from '../../checkin/fold.ts';
import type { Reader } from './database.ts';
import { opsOf } from './op-rows.ts';
import { readSetting, SETTING } from './settings.ts';

/** The state of a guest of whom the log says nothing, as of most in a list that is taken in. */
const UNHEARD_OF = foldGuest([], foldContextOf(null, new Map()));

/** What the log says of a guest, as of now. */
export function guestState(reader: Reader, registration: string): GuestState {
  const ops = opsOf(reader, registration);
  return ops.length === 0 ? UNHEARD_OF : foldGuest(ops, foldContext(reader));
}

/** The rules of the station's event and the corrections of clocks, for folding. */
export function foldContext(reader: Reader): FoldContext {
  return foldContextOf(readSetting(reader, SETTING.event), correctionsFrom(storedRuns(reader)));
}

/** The runs of clocks that are known to have been wrong. */
export function storedRuns(reader: Reader): ObservedRun[] {
  return reader.all('SELECT * FROM clock_correction ORDER BY station, clock').map((row) => ({
    station: String(row.station),
    clock: String(row.clock),
    offsetMs: Number(row.offset_ms),
  }));
}
