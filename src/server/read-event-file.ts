import { readFileSync } from 'node:fs';
import { type Event, EventSchema } from '../contract/event.ts';
import { type Result, refused } from '../contract/failure.ts';
import { parseFile, parseJsonFile } from '../contract/file-problem.ts';

/** Reads an event from its JSON file; `file-missing`, `file-not-json`, or `file-not-an-event` with what is wrong in it. */
export function readEventFile(file: string): Result<Event> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return refused('file-missing', { file });
  }
  const json = parseJsonFile(file, text);
  return json.ok ? parseFile('file-not-an-event', file, EventSchema, json.value) : json;
}
