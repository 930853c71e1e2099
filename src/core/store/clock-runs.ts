import { correctionsFrom, hasRun, type ObservedRun, observedRuns } from '../../checkin/corrections.ts';
import type { Reader, Writer } from './database.ts';
import { clockObservations } from './op-rows.ts';

/** The runs of clocks that are known to have been wrong. */
export function storedRuns(reader: Reader): ObservedRun[] {
  return reader.all('SELECT * FROM clock_correction ORDER BY station, clock').map((row) => ({
    station: String(row.station),
    clock: String(row.clock),
    offsetMs: Number(row.offset_ms),
  }));
}

/** Takes the log's observations over into the table; returns the runs whose offset is new or another. */
export function refreshRuns(writer: Writer): ObservedRun[] {
  const before = correctionsFrom(storedRuns(writer));
  const changed = observedRuns(clockObservations(writer)).filter((run) => !hasRun(before, run));
  for (const { station, clock, offsetMs } of changed) {
    writer.run(
      `INSERT INTO clock_correction VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET offset_ms = excluded.offset_ms`,
      station,
      clock,
      offsetMs,
    );
  }
  return changed;
}

/** Reads the whole log: a run is observed once or twice a day. */
export function guestsOfRun(reader: Reader, { station, clock }: ObservedRun): string[] {
  const rows = reader.all(
    `SELECT DISTINCT registration FROM op
     WHERE registration <> '' AND data ->> '$.clock' = ? AND data ->> '$.station' = ?`,
    clock,
    station,
  );
  return rows.map((row) => String(row.registration));
}
