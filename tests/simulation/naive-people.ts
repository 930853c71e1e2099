/** Who is who, as the naive model has it: every decision about a walk-in is looked at each time anew. */
import { isKnownOp, type LoggedOp, type Op } from '../../src/contract/op.ts';

type Decision = Extract<Op, { kind: 'conflict-settled' }>;

/** The last word about each two ids, in the order in which they were said. */
export function lastWords(inOrder: readonly Op[]): Decision[] {
  const said = inOrder.filter((op): op is Decision => op.kind === 'conflict-settled' && isAboutTwo(op));
  return said.filter((op, place) => !said.slice(place + 1).some((later) => idsOf(later) === idsOf(op)));
}

function isAboutTwo({ registration, payload }: Decision): boolean {
  return payload.other !== null && payload.other !== registration;
}

function idsOf({ registration, payload }: Decision): string {
  return [registration, String(payload.other)].sort().join(' and ');
}

/** The person to whom an id belongs. */
export function personIn(words: readonly Decision[], id: string): string {
  const path = [id];
  let last = id;
  for (;;) {
    const at = last;
    const merge = words.findLast(
      ({ registration, payload }) => registration === at && payload.decision === 'same-person',
    );
    const next = merge?.payload.other ?? null;
    if (next === null) return at;
    if (path.includes(next)) return smallest(path.slice(path.indexOf(next)));
    path.push(next);
    last = next;
  }
}

/** Whether it was said of some id of the one and some id of the other that they are two people. */
export function areApart(words: readonly Decision[], one: string, other: string): boolean {
  return words.some(({ registration, payload }) => {
    if (payload.decision !== 'somebody-else') return false;
    const two = [personIn(words, registration), personIn(words, String(payload.other))];
    return two.includes(one) && two.includes(other) && one !== other;
  });
}

/** The guest whom an op is about. */
export function subjectOf(op: LoggedOp): string | null {
  return isKnownOp(op) && 'registration' in op ? op.registration : null;
}

function smallest(ids: readonly string[]): string {
  return [...ids].sort()[0] ?? '';
}
