import type { Registration } from '../contract/registration.ts';
import { compareText } from './corrections.ts';
import type { WalkIn } from './fold.ts';
import { likenessOf } from './likeness.ts';
import type { People } from './people.ts';

/** A person as they count, and as a desk took them down; `walkIn` is null for one of the list. */
export interface Known {
  readonly registration: Registration;
  readonly walkIn: WalkIn | null;
}

/**
 * The guest whom a walk-in is most likely to be, or null: of the list, or taken down earlier (of two walk-ins the later
 * is asked about). Nobody of whom it was said that they are two people. Only one is given: whoever answers is asked
 * about the next then, if there is one.
 */
export function duplicateOf(
  walkIn: Known & { readonly walkIn: WalkIn },
  others: readonly Known[],
  people: People,
): Registration | null {
  const [likeliest] = others
    .filter((other) => other.walkIn === null || isEarlier(other.walkIn, walkIn.walkIn))
    .filter(({ registration }) => !people.isApart(walkIn.registration.id, registration.id))
    .map(({ registration }) => ({ registration, likeness: likenessOf(walkIn.registration, registration) }))
    .filter(({ likeness }) => likeness > 0)
    .sort(
      (one, other) =>
        other.likeness - one.likeness || compareText(one.registration.id, other.registration.id),
    );
  return likeliest?.registration ?? null;
}

function isEarlier(one: WalkIn, other: WalkIn): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.op.id < other.op.id);
}
