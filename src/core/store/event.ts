import { foldsAlike } from '../../checkin/fold.ts';
import type { Event } from '../../contract/event.ts';
import type { Writer } from './database.ts';
import { refoldAll } from './refold.ts';
import { readSetting, SETTING, writeSetting } from './settings.ts';

/** Makes an event the station's. When its rules differ from those before, what the log folds to follows. */
export function putEvent(writer: Writer, event: Event): void {
  const before = readSetting(writer, SETTING.event);
  writeSetting(writer, SETTING.event, event);
  if (before === null || !foldsAlike(before, event)) refoldAll(writer);
}
