/** What somebody has to decide about, as the naive model finds it; nothing of it is shared with src/checkin. */
import type { Checkpoint } from '../../src/contract/event.ts';
import type { Op } from '../../src/contract/op.ts';
import type { Registration } from '../../src/contract/registration.ts';
import {
  correctedMs,
  guestsAt,
  inTrueOrder,
  type Knowledge,
  naivePerson,
  naiveRegistration,
  naiveStanding,
  personsOf,
} from './naive-model.ts';
import { areApart, lastWords } from './naive-people.ts';

const HALF_A_DAY_MS = 12 * 3_600_000;

export interface NaiveQuestion {
  readonly kind: string;
  readonly op: string;
  readonly checkpoint: string | null;
}

const found = new WeakMap<Knowledge, NaiveQuestion[]>();

/** All open questions; asked for often, so kept. */
export function naiveQuestions(known: Knowledge): NaiveQuestion[] {
  const questions = found.get(known) ?? allQuestions(known);
  found.set(known, questions);
  return questions;
}

function allQuestions(known: Knowledge): NaiveQuestion[] {
  const ofGuests = known.event.checkpoints.flatMap((checkpoint) => aboutEntries(known, checkpoint));
  const asked = new Set(ofGuests.map(({ op }) => op));
  const ofPlaces = known.event.checkpoints.flatMap((checkpoint) => aboutPlaces(known, checkpoint));
  return [...ofGuests, ...ofPlaces.filter(({ op }) => !asked.has(op)), ...aboutWalkIns(known)];
}

function aboutEntries(known: Knowledge, checkpoint: Checkpoint): NaiveQuestion[] {
  return guestsAt(known, checkpoint).flatMap((guest) => {
    const since = refusedSince(naiveRegistration(known, guest));
    const open = naiveStanding(known, guest, checkpoint).entries.filter(({ settled }) => settled === null);
    return open.flatMap(({ op, atMs, isConflict }) => {
      const wrongByMs = Math.abs(op.offsetMs ?? observedOffset(known, op));
      const kinds = [
        isConflict ? 'double-admission' : '',
        atMs >= since ? 'admitted-while-offline' : '',
        wrongByMs > HALF_A_DAY_MS ? 'skewed-clock' : '',
      ].filter((kind) => kind !== '');
      return kinds.slice(0, 1).map((kind) => ({ kind, op: op.id, checkpoint: checkpoint.id }));
    });
  });
}

/** By how much the clock was wrong that an op was made by, as its station told first; 0 when it never did. */
function observedOffset(known: Knowledge, { station, clock }: Op): number {
  const [first] = inTrueOrder(known.ops)
    .filter((op) => op.kind === 'clock-observed')
    .filter((op) => op.station === station && op.payload.clock === clock)
    .sort((one, other) => (one.hlc + one.id < other.hlc + other.id ? -1 : 1));
  return first?.payload.offsetMs ?? 0;
}

/** From when on a guest may not come; never for one who may, or who never might. */
function refusedSince(registration: Registration | null): number {
  const isLate = registration !== null && registration.status !== 'confirmed';
  return isLate && registration.statusSince !== null ? Date.parse(registration.statusSince) : Infinity;
}

/** Those who came in when as many were there as the place holds. */
function aboutPlaces(known: Knowledge, checkpoint: Checkpoint): NaiveQuestion[] {
  const { capacity, tracksExit, id } = checkpoint;
  if (capacity === null) return [];
  const places = guestsAt(known, checkpoint).flatMap((guest) => {
    const { entries, insideBy } = naiveStanding(known, guest, checkpoint);
    return (tracksExit ? insideBy : entries[0]) ?? [];
  });
  return places
    .filter(({ settled }) => settled === null)
    .filter((place) => {
      const before = places.filter(
        ({ op, atMs }) => atMs < place.atMs || (atMs === place.atMs && op.id < place.op.id),
      );
      return before.length >= capacity;
    })
    .map(({ op }) => ({ kind: 'over-capacity', op: op.id, checkpoint: id }));
}

interface TakenDown {
  readonly id: string;
  readonly registration: Registration;
  readonly op: Op;
}

function aboutWalkIns(known: Knowledge): NaiveQuestion[] {
  const all = inTrueOrder(known.ops);
  const words = lastWords(all);
  const people = personsOf(known).flatMap((id) => {
    const registration = naiveRegistration(known, id);
    return registration === null ? [] : [{ id, registration, op: walkInOf(known, id) }];
  });
  const walkIns = people.filter((one): one is TakenDown => one.op !== undefined && !known.list.has(one.id));
  const isEarlier = (one: TakenDown, other: TakenDown) => {
    const [oneMs, otherMs] = [correctedMs(one.op, all), correctedMs(other.op, all)];
    return oneMs === otherMs ? one.op.id < other.op.id : oneMs < otherMs;
  };
  return walkIns.flatMap((walkIn) => {
    const like = people.some((other) => {
      if (other.id === walkIn.id || areApart(words, walkIn.id, other.id)) return false;
      const taken = walkIns.find(({ id }) => id === other.id);
      if (taken !== undefined && !isEarlier(taken, walkIn)) return false;
      return isLike(walkIn.registration, other.registration);
    });
    return like ? [{ kind: 'duplicate-walk-in', op: walkIn.op.id, checkpoint: null }] : [];
  });
}

function walkInOf(known: Knowledge, person: string): Op | undefined {
  const walkIns = inTrueOrder(known.ops).filter(
    (op) => op.kind === 'walk-in' && naivePerson(known, op.registration) === person,
  );
  return walkIns.find((op) => 'registration' in op && op.registration === person) ?? walkIns[0];
}

/** Names and phone numbers of the simulation are all written in one way. */
function isLike(one: Registration, other: Registration): boolean {
  const hasPhones = one.phone !== '' && other.phone !== '';
  if (hasPhones && one.phone === other.phone) return true;
  if (one.familyName !== other.familyName || one.givenName !== other.givenName) return false;
  return !hasPhones || (one.organization !== '' && one.organization === other.organization);
}
