import { entryQuestions } from '../../checkin/conflicts.ts';
import { duplicateOf } from '../../checkin/duplicates.ts';
import type { WalkIn } from '../../checkin/fold.ts';
import type { PlacedEntry } from '../../checkin/presence.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ConflictKind } from '../../contract/verdict.ts';
import type { Reader } from './database.ts';
import { guestState } from './guest-state.ts';
import { peopleOfLog } from './people.ts';
import { findRegistration } from './registrations.ts';
import { readSetting, SETTING } from './settings.ts';

/** Something about which nobody has decided yet. */
export interface Question {
  readonly kind: ConflictKind;
  readonly guest: string;
  /** Null for a walk-in. */
  readonly checkpoint: string | null;
  /** The entry or walk-in in question, and its corrected time (milliseconds since 1970). */
  readonly op: string;
  readonly atMs: number;
  /** The admission that stands beside it. */
  readonly first: PlacedEntry | null;
  /** Whom a walk-in looks like. */
  readonly other: Registration | null;
}

/** All open questions, the newest first. Looks only at guests of whom something may be in question, by indexes. */
export function openQuestions(reader: Reader): Question[] {
  const ofEntries = entriesInQuestion(reader);
  const asked = new Set(ofEntries.map(({ op }) => op));
  const ofPlaces = placesInQuestion(reader).filter(({ op }) => !asked.has(op));
  return [...ofEntries, ...ofPlaces, ...walkInsInQuestion(reader)].sort(
    (one, other) => other.atMs - one.atMs || (one.op < other.op ? 1 : -1),
  );
}

/** Those of whom the log alone has an entry in question, and those let in who may not come (any more). */
const GUESTS_IN_QUESTION = `
  SELECT registration FROM attendance WHERE open_conflicts > 0
  UNION
  SELECT attendance.registration FROM registration JOIN attendance ON attendance.registration = registration.id
  WHERE registration.data ->> '$.status' <> 'confirmed'`;

function entriesInQuestion(reader: Reader): Question[] {
  return reader.all(GUESTS_IN_QUESTION).flatMap((row) => {
    const guest = String(row.registration);
    const questions = entryQuestions(guestState(reader, guest), findRegistration(reader, guest));
    return questions.map(({ kind, entry: { op, atMs }, first }) => ({
      kind,
      guest,
      checkpoint: op.checkpoint,
      op: op.id,
      atMs,
      first,
      other: null,
    }));
  });
}

/** Entries beyond what a checkpoint holds (checkin/attendance.ts). */
function placesInQuestion(reader: Reader): Question[] {
  const checkpoints = readSetting(reader, SETTING.event)?.checkpoints ?? [];
  return checkpoints.flatMap(({ id: checkpoint, capacity }) => {
    if (capacity === null) return [];
    const beyond = reader.all(
      `SELECT registration, place_op, place_at, place_settled FROM attendance
       WHERE checkpoint = ? AND place_op IS NOT NULL ORDER BY place_at, place_op LIMIT -1 OFFSET ?`,
      checkpoint,
      capacity,
    );
    const open = beyond.filter((row) => row.place_settled === 0);
    return open.map((row) => ({
      kind: 'over-capacity' as const,
      guest: String(row.registration),
      checkpoint,
      op: String(row.place_op),
      atMs: Date.parse(String(row.place_at)),
      first: null,
      other: null,
    }));
  });
}

/** Walk-ins who are on no list, each with all who have something in common with them. */
const LIKE_WALK_INS = `
  SELECT DISTINCT walk_in.registration AS walk_in, other.registration AS other
  FROM registration
  CROSS JOIN likeness AS walk_in ON walk_in.registration = registration.id
  CROSS JOIN likeness AS other ON other.key = walk_in.key AND other.registration <> walk_in.registration
  WHERE registration.listed IS NULL`;

function walkInsInQuestion(reader: Reader): Question[] {
  const pairs = reader.all(LIKE_WALK_INS);
  if (pairs.length === 0) return [];
  const people = peopleOfLog(reader);
  const others = Map.groupBy(pairs, (row) => String(row.walk_in));
  return [...others].flatMap(([guest, rows]) => {
    const { registration, walkIn } = knownGuest(reader, guest);
    if (registration === null || walkIn === null) return [];
    const known = rows.flatMap((row) => {
      const one = knownGuest(reader, String(row.other));
      return one.registration === null ? [] : [{ walkIn: one.walkIn, registration: one.registration }];
    });
    const other = duplicateOf({ registration, walkIn }, known, people);
    if (other === null) return [];
    const { op, atMs } = walkIn;
    return [
      { kind: 'duplicate-walk-in' as const, guest, checkpoint: null, op: op.id, atMs, first: null, other },
    ];
  });
}

function knownGuest(
  reader: Reader,
  id: string,
): { readonly registration: Registration | null; readonly walkIn: WalkIn | null } {
  const isListed = reader.get('SELECT 1 FROM registration WHERE id = ? AND listed IS NOT NULL', id);
  const walkIn = isListed === undefined ? guestState(reader, id).walkIn : null;
  return { registration: findRegistration(reader, id), walkIn };
}
