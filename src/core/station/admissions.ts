import type { Registration } from '../../contract/registration.ts';
import { type Admission, AdmissionSchema, type SearchHit } from '../../contract/verdict.ts';
import type { Reader } from '../store/database.ts';
import { readSetting, SETTING } from '../store/settings.ts';

/** When and where a guest was let in at a checkpoint, or null. */
export function admissionAt(reader: Reader, checkpoint: string, registration: string): Admission | null {
  const row = reader.get(
    `SELECT op, checkpoint, admitted_at AS at, station, coalesce(peer.name, '') AS stationName
     FROM attendance LEFT JOIN peer ON peer.id = attendance.station
     WHERE checkpoint = ? AND registration = ?`,
    checkpoint,
    registration,
  );
  if (row === undefined) return null;
  const admission = AdmissionSchema.parse(row);
  if (admission.station !== readSetting(reader, SETTING.station)) return admission;
  return { ...admission, stationName: readSetting(reader, SETTING.name) ?? '' };
}

export function withAdmission(reader: Reader, checkpoint: string, registration: Registration): SearchHit {
  return { registration, admission: admissionAt(reader, checkpoint, registration.id) };
}

/** How many guests were let in at a checkpoint, anywhere and by this station. */
export function countArrived(reader: Reader, checkpoint: string, station: string) {
  return {
    arrived: countRows(reader, 'SELECT count(*) AS count FROM attendance WHERE checkpoint = ?', checkpoint),
    arrivedHere: countRows(
      reader,
      'SELECT count(*) AS count FROM attendance WHERE checkpoint = ? AND station = ?',
      checkpoint,
      station,
    ),
  };
}

function countRows(reader: Reader, sql: string, ...parameters: string[]): number {
  return Number(reader.get(sql, ...parameters)?.count);
}
