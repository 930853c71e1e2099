import { correctionsFrom } from '../../checkin/corrections.ts';
import { type FoldContext, foldContextOf, foldGuest, type GuestState } from '../../checkin/fold.ts';
import { storedRuns } from './clock-runs.ts';
import type { Reader } from './database.ts';
import { opsOf } from './op-rows.ts';
import { idsOf, personOf } from './people.ts';
import { readSetting, SETTING } from './settings.ts';

/** The state of a guest of whom the log says nothing, as of most in a list that is taken in. */
const UNHEARD_OF = foldGuest([], foldContextOf(null, new Map()));

/** What the log says of the person who has this id, as of now. */
export function guestState(reader: Reader, id: string): GuestState {
  const person = personOf(reader, id);
  return foldIds(reader, idsOf(reader, person), person);
}

/** What the log says of these ids together, as of the person who is known by the one. */
export function foldIds(
  reader: Reader,
  ids: readonly string[],
  person: string,
  context: FoldContext | null = null,
): GuestState {
  const ops = ids.flatMap((id) => opsOf(reader, id));
  return ops.length === 0 ? UNHEARD_OF : foldGuest(ops, context ?? foldContext(reader), person);
}

/** The rules of the station's event and the corrections of clocks, for folding. */
export function foldContext(reader: Reader): FoldContext {
  return foldContextOf(readSetting(reader, SETTING.event), correctionsFrom(storedRuns(reader)));
}
