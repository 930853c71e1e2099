import { type Decision, isKnownOp, type LoggedOp, type OpOf } from '../contract/op.ts';
import { type Corrections, compareText } from './corrections.ts';
import { inLogOrder } from './log-order.ts';

/** A decision whether a walk-in is the same person as another guest. */
export type PersonDecision = OpOf<'conflict-settled'> & { readonly payload: { readonly other: string } };

/** Who is who among those whom desks took down, as people on site decided it. */
export interface People {
  /** The person to whom an id belongs, for each id that is not itself that person's. */
  readonly persons: ReadonlyMap<string, string>;
  /** What each walk-in was said to be, as it counts: chains are not followed. */
  readonly merges: readonly PersonDecision[];
  /** The last that was decided about two ids, whichever of them was the walk-in. */
  decisionAbout(one: string, other: string): Decision | null;
  /** Whether somebody said of an id of the one person and of one of the other's that they are two people. */
  isApart(one: string, other: string): boolean;
}

export function isPersonDecision(op: LoggedOp): op is PersonDecision {
  return isKnownOp(op) && op.kind === 'conflict-settled' && op.payload.other !== null;
}

/**
 * Folds what was decided about walk-ins, in any order. Of each two ids the last decision counts; of several ids that
 * one walk-in was said to be, the last. Merges form chains; one that leads back to itself ends at the smallest id.
 */
export function foldPeople(decisions: readonly PersonDecision[], corrections: Corrections): People {
  const last = new Map<string, PersonDecision>();
  for (const op of inLogOrder(decisions, corrections).filter(isPersonDecision)) {
    const pair = pairOf(op.registration, op.payload.other);
    // Put at the end anew: the map keeps the order of the log.
    last.delete(pair);
    if (op.registration !== op.payload.other) last.set(pair, op);
  }
  const merges = [...last.values()].filter(({ payload }) => payload.decision === 'same-person');
  const lastMerges = [...new Map(merges.map((op) => [op.registration, op])).values()];
  const same = new Map(lastMerges.map((op) => [op.registration, op.payload.other]));
  const persons = new Map<string, string>();
  for (const id of same.keys()) {
    const person = endOf(id, same);
    if (person !== id) persons.set(id, person);
  }
  const idsOf = idsByPerson(persons);
  const decisionAbout = (one: string, other: string) =>
    last.get(pairOf(one, other))?.payload.decision ?? null;
  const isSaidApart = (one: string, other: string) => decisionAbout(one, other) === 'somebody-else';
  return {
    persons,
    merges: lastMerges,
    decisionAbout,
    isApart(one, other) {
      const others = idsOf.get(other) ?? [other];
      return (idsOf.get(one) ?? [one]).some((id) => others.some((otherId) => isSaidApart(id, otherId)));
    },
  };
}

/** Where the chain of merges from an id ends. */
function endOf(start: string, same: ReadonlyMap<string, string>): string {
  const path = [start];
  for (;;) {
    const next = same.get(path.at(-1) ?? start);
    if (next === undefined) return path.at(-1) ?? start;
    const seen = path.indexOf(next);
    if (seen !== -1) return path.slice(seen).sort(compareText)[0] ?? next;
    path.push(next);
  }
}

function idsByPerson(persons: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const [id, person] of persons) ids.set(person, [...(ids.get(person) ?? [person]), id]);
  return ids;
}

function pairOf(one: string, other: string): string {
  return JSON.stringify(one < other ? [one, other] : [other, one]);
}
