import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Event, EventSchema } from '../../contract/event.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import { parseFile, parseJsonFile } from '../../contract/file-problem.ts';
import { resourcesFolder } from '../resources.ts';
import type { Reader, Writer } from '../store/database.ts';
import { putEvent } from '../store/event.ts';
import { countOps } from '../store/op-rows.ts';
import { readSetting, removeSetting, SETTING } from '../store/settings.ts';
import { forgetLayouts } from './layouts.ts';

/** The event that a new station starts with, until it is given another. */
const SAMPLE_EVENT = 'events/world-sme-conference-2026.json';

/** An event out of the text of a JSON file; `file` names it in the refusal. */
export function parseEvent(file: string, text: string): Result<Event> {
  const name = basename(file);
  const json = parseJsonFile(name, text);
  return json.ok ? parseFile('file-not-an-event', name, EventSchema, json.value) : json;
}

export function readSampleEvent(): Event {
  return EventSchema.parse(JSON.parse(readFileSync(join(resourcesFolder(), SAMPLE_EVENT), 'utf8')));
}

/** The station's event. Every station has one from its first opening on. */
export function currentEvent(reader: Reader): Event {
  const event = readSetting(reader, SETTING.event);
  if (event === null) throw new Error('the station has no event');
  return event;
}

/**
 * Makes `event` the station's event. The same event by id is updated; another one is refused while there are ops,
 * and takes the list of the one before away with it.
 */
export function replaceEvent(writer: Writer, event: Event): Result<Event> {
  const before = readSetting(writer, SETTING.event);
  if (before !== null && before.id !== event.id) {
    if (countOps(writer) > 0) return refused('event-has-ops', { event: before.id });
    writer.run('DELETE FROM registration');
    removeSetting(writer, SETTING.cursor);
    forgetLayouts(writer);
    removeSetting(writer, SETTING.publishedStaff);
  }
  putEvent(writer, event);
  return done(event);
}

/** The chosen checkpoint, or the event's first while none is chosen or the chosen one is gone. */
export function currentCheckpoint(reader: Reader, event: Event): string {
  const chosen = readSetting(reader, SETTING.checkpoint);
  const known = event.checkpoints.find((checkpoint) => checkpoint.id === chosen) ?? event.checkpoints[0];
  if (known === undefined) throw new Error(`the event ${event.id} has no checkpoint`);
  return known.id;
}
