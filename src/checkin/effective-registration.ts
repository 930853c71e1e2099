import type { Correctable } from '../contract/op.ts';
import type { Registration } from '../contract/registration.ts';

/** What desks say of a guest beside the list. */
export interface DeskWords {
  readonly walkIn: { readonly registration: Registration } | null;
  readonly correction: Correctable;
}

/**
 * A guest as scans, badges and searches see them: the list's row, or the walk-in as the desk took them down, with
 * what desks put right. A newer row of the list does not undo a correction. Null when neither knows the guest.
 * `id` is the person's own, whichever of their ids was taken down.
 */
export function effectiveRegistration(
  id: string,
  listed: Registration | null,
  { walkIn, correction }: DeskWords,
): Registration | null {
  const known = listed ?? walkIn?.registration ?? null;
  return known === null ? null : Object.assign({}, known, { id }, correction);
}
