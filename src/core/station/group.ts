import { done, type Result } from '../../contract/failure.ts';
import type { Group } from '../../contract/guest.ts';
import type { Reader } from '../store/database.ts';
import { withAdmission } from './admissions.ts';
import { inOrder, ofOrganization } from './batch-guests.ts';

/** The guests of a delegation by name, with who is in at a checkpoint; `organization-unknown` where there are none. */
export function group(reader: Reader, checkpoint: string, organization: string): Result<Group> {
  const found = ofOrganization(reader, organization);
  if (!found.ok) return found;
  const guests = inOrder(found.value.guests, 'name').map((guest) => withAdmission(reader, checkpoint, guest));
  return done({ organization, guests });
}
