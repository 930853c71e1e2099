import { correctionsFrom } from '../../checkin/corrections.ts';
import { foldPeople, isPersonDecision, type People } from '../../checkin/people.ts';
import { storedRuns } from './clock-runs.ts';
import type { Reader, Writer } from './database.ts';
import { parseOp } from './op-rows.ts';

/** The person to whom an id belongs: itself, but for a walk-in who is somebody else. */
export function personOf(reader: Reader, id: string): string {
  const row = reader.get('SELECT person FROM alias WHERE registration = ?', id);
  return row === undefined ? id : String(row.person);
}

/** All ids of a person, the person's own first. */
export function idsOf(reader: Reader, person: string): string[] {
  const rows = reader.all('SELECT registration FROM alias WHERE person = ? ORDER BY registration', person);
  return [person, ...rows.map((row) => String(row.registration))];
}

/** All ids of the person who has this one, as JSON for `json_each`. */
export function allIdsOf(reader: Reader, id: string): string {
  return JSON.stringify(idsOf(reader, personOf(reader, id)));
}

/** Who is who, as the log has it. */
export function peopleOfLog(reader: Reader, corrections = correctionsFrom(storedRuns(reader))): People {
  const ops = reader
    .all(`SELECT data FROM op WHERE kind = 'conflict-settled' AND data ->> '$.payload.other' IS NOT NULL`)
    .map(parseOp);
  return foldPeople(ops.filter(isPersonDecision), corrections);
}

/** The aliases as they are stored. */
export function storedAliases(reader: Reader): Map<string, string> {
  const rows = reader.all('SELECT registration, person FROM alias ORDER BY registration');
  return new Map(rows.map((row) => [String(row.registration), String(row.person)]));
}

/** Brings the aliases up to the log; returns every id whose person is another one than before, and those persons. */
export function refreshAliases(writer: Writer): string[] {
  const before = storedAliases(writer);
  const { persons } = peopleOfLog(writer);
  const ids = [...new Set([...before.keys(), ...persons.keys()])];
  const changed = ids.filter((id) => before.get(id) !== persons.get(id));
  for (const id of changed) {
    const person = persons.get(id);
    if (person === undefined) writer.run('DELETE FROM alias WHERE registration = ?', id);
    else
      writer.run(
        'INSERT INTO alias VALUES (?, ?) ON CONFLICT DO UPDATE SET person = excluded.person',
        id,
        person,
      );
  }
  return changed.flatMap((id) => [id, before.get(id) ?? id, persons.get(id) ?? id]);
}
