import { z } from 'zod';
import type { Reader, Writer } from './database.ts';
import { allOps } from './op-rows.ts';
import { refoldAfter } from './refold.ts';
import { SETTING, writeSetting } from './settings.ts';

/** What a station keeps: what it is, and its own ops that no server has yet. */
const KEPT_TABLES: readonly string[] = ['setting', 'op', 'outbox'];
const KEPT_SETTINGS: readonly string[] = [
  SETTING.station,
  SETTING.name,
  SETTING.role,
  SETTING.checkpoint,
  SETTING.direction,
  SETTING.printer,
  SETTING.printWhen,
  SETTING.furtherPrinters,
  SETTING.failoverPrinter,
  SETTING.layoutPrinters,
  SETTING.serialPort,
  SETTING.configured,
  SETTING.staff,
  SETTING.publishedStaff,
  SETTING.pinTries,
  SETTING.lockAfter,
  SETTING.event,
  SETTING.lastStamp,
  SETTING.clock,
  SETTING.publicKey,
  SETTING.keyList,
  SETTING.serverUrl,
  SETTING.program,
].map(({ name }) => name);

/**
 * Removes the list, the badges, the other stations and every op that the server has; own ops that wait or are parked
 * stay, with what they fold to. Whatever is not named as kept goes, so that a table of a later version goes too.
 *
 * The triggers of the log and of the badges' history are taken away and put back within the caller's transaction:
 * nobody ever sees these without them. (A new file in the place of this one would lose what another process is
 * writing into the old one.)
 */
export function forgetGuests(writer: Writer, at: string): void {
  const triggers = deletionTriggers(writer);
  for (const { name } of triggers) writer.run(`DROP TRIGGER "${name}"`);
  // In whatever order the tables come.
  writer.run('PRAGMA defer_foreign_keys = ON');
  for (const index of tables(writer, 'virtual'))
    writer.run(`INSERT INTO "${index}" ("${index}") VALUES ('delete-all')`);
  for (const table of tables(writer, 'table')) {
    if (!KEPT_TABLES.includes(table)) writer.run(`DELETE FROM "${table}"`);
  }
  writer.run('DELETE FROM op WHERE id NOT IN (SELECT op FROM outbox)');
  writer.run(
    'DELETE FROM setting WHERE name NOT IN (SELECT value FROM json_each(?))',
    JSON.stringify(KEPT_SETTINGS),
  );
  for (const { sql } of triggers) writer.run(sql);
  writeSetting(writer, SETTING.revoked, { at, isGone: false });
  refoldAfter(writer, allOps(writer));
}

/** Those that refuse to delete a row. */
function deletionTriggers(writer: Writer): { name: string; sql: string }[] {
  const rows = writer.all(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%_is_not_deleted'",
  );
  return z.array(z.object({ name: z.string(), sql: z.string() })).parse(rows);
}

/** The tables of a full-text index ('shadow') go with it. */
function tables(reader: Reader, type: 'table' | 'virtual'): string[] {
  const rows = reader.all(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = ? AND name NOT LIKE 'sqlite_%'",
    type,
  );
  return rows.map(({ name }) => String(name));
}
