import type { Registration } from '../contract/registration.ts';
import type { GuestState } from './fold.ts';

/**
 * A guest as scans, badges and searches see them: the list's row, or the walk-in as the desk took them down, with
 * what desks put right. A newer row of the list does not undo a correction. Null when neither knows the guest.
 */
export function effectiveRegistration(
  listed: Registration | null,
  { walkIn, correction }: Pick<GuestState, 'walkIn' | 'correction'>,
): Registration | null {
  const known = listed ?? walkIn;
  return known === null ? null : Object.assign({}, known, correction);
}
