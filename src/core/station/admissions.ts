import type { PlacedEntry } from '../../checkin/presence.ts';
import type { Registration } from '../../contract/registration.ts';
import { type Admission, AdmissionSchema, type SearchHit } from '../../contract/verdict.ts';
import { firstAdmission } from '../store/attendance.ts';
import type { Reader } from '../store/database.ts';
import { readSetting, SETTING } from '../store/settings.ts';

/** An entry as people are told of it: when by the right time, where, and at which desk. */
export function admissionOf(reader: Reader, { op, atMs }: PlacedEntry): Admission {
  return AdmissionSchema.parse({
    op: op.id,
    checkpoint: op.checkpoint,
    at: new Date(atMs).toISOString(),
    station: op.station,
    stationName: stationName(reader, op.station),
  });
}

/** A registration with the first admission at a checkpoint. */
export function withAdmission(reader: Reader, checkpoint: string, registration: Registration): SearchHit {
  const first = firstAdmission(reader, checkpoint, registration.id);
  if (first === null) return { registration, admission: null };
  const { op, station, admittedAt } = first;
  const admission = { op, checkpoint, at: admittedAt, station, stationName: stationName(reader, station) };
  return { registration, admission };
}

/** '' while the station's name has not reached us. */
export function stationName(reader: Reader, station: string): string {
  if (station === readSetting(reader, SETTING.station)) return readSetting(reader, SETTING.name) ?? '';
  return String(reader.get('SELECT name FROM peer WHERE id = ?', station)?.name ?? '');
}
