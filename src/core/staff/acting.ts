import { AsyncLocalStorage } from 'node:async_hooks';
import type { Reader } from '../store/database.ts';
import { readSetting, SETTING } from '../store/settings.ts';

const acting = new AsyncLocalStorage<string | null>();

/**
 * Runs `work` in the name of a person: what it adds to the log has that actor, also after it has waited. Null: nobody
 * is signed in. Work that goes on in the background is nobody's own and names its actor itself.
 */
export function actingAs<Value>(person: string | null, work: () => Value): Value {
  return acting.run(person, work);
}

/** Who acts here: the person, or the role of the station while nobody is signed in. */
export function whoActs(reader: Reader): string {
  return acting.getStore() ?? stationItself(reader);
}

/** The actor of what a station does by itself. */
export function stationItself(reader: Reader): string {
  return readSetting(reader, SETTING.role) ?? 'desk';
}
