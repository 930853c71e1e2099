import { displayName } from '../../checkin/display-name.ts';
import type { Category, Event } from '../../contract/event.ts';
import type { Registration } from '../../contract/registration.ts';

/** A person's name as the badge writes it, '' when the list has none. */
export function nameOf(registration: Registration): string {
  return displayName(registration, registration.country);
}

/** The Latin line under the name, '' when it would say the same again. */
export function latinLine(registration: Registration): string {
  return registration.latinName === nameOf(registration) ? '' : registration.latinName;
}

export function categoryOf(registration: Registration, event: Event): Category | null {
  return event.categories.find((category) => category.id === registration.category) ?? null;
}
