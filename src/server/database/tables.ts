import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { BadgeLayoutEntry } from '../../contract/badge-layout.ts';
import type { Event } from '../../contract/event.ts';
import type { Correctable, LoggedOp } from '../../contract/op.ts';
import type { Registration } from '../../contract/registration.ts';
import type { StaffMember } from '../../contract/staff.ts';
import type { Change, Role } from '../../contract/sync.ts';

/** A 64-bit number: read it as text (`::text`), since PostgreSQL and PGlite hand it over differently. */
type Sequence = ColumnType<string, string, string>;

export interface Tables {
  event: {
    id: string;
    data: JSONColumnType<Event>;
    last_sequence: ColumnType<string, string | undefined, string>;
    fold_version: Generated<number>;
    /** How many are on the list. */
    listed: Generated<number>;
  };
  registration: { id: string; data: JSONColumnType<Registration> };
  station: {
    id: string;
    name: string;
    role: Role;
    token_hash: string;
    enrolled_at: Date;
    revoked_at: Date | null;
  };
  enrolment_code: { hash: string; name: string; role: Role; expires_at: Date; used_at: Date | null };
  op: {
    id: string;
    station: string;
    /** Null: an op about no guest. */
    registration: string | null;
    data: JSONColumnType<LoggedOp>;
    received_at: Generated<Date>;
  };
  attendance: {
    checkpoint: string;
    registration: string;
    op: string;
    station: string;
    /** Corrected. */
    admitted_at: Date;
    inside: boolean;
    open_conflicts: number;
    place_op: string | null;
    /** Corrected. */
    place_at: Date | null;
    place_settled: boolean;
  };
  alias: { registration: string; person: string };
  likeness: { key: string; registration: string };
  clock_correction: {
    station: string;
    clock: string;
    offset_ms: ColumnType<string | number, string, string>;
  };
  desk_word: {
    registration: string;
    walk_in: JSONColumnType<Registration> | null;
    correction: JSONColumnType<Correctable>;
  };
  event_key: { event: string; public_key: string; private_key: string };
  station_key: { station: string; public_key: string; enrolled_at: Date; revoked_at: Date | null };
  key_list: { event: string; version: number; keys: string; signature: string };
  layout_set: {
    event: string;
    version: number;
    layouts: JSONColumnType<BadgeLayoutEntry[]>;
    published_at: Date;
  };
  staff_list: { event: string; staff: JSONColumnType<StaffMember[]>; published_at: Date };
  change: { kind: Change['kind']; item: string; sequence: Sequence };
}
