import { badgeNames } from '../../checkin/badge-names.ts';
import type { Event } from '../../contract/event.ts';
import type { Registration } from '../../contract/registration.ts';
import type { BadgeContent } from '../badge/badge-content.ts';

/** What a guest's badge says; `code` goes into its QR code. */
export function badgeContent(registration: Registration, event: Event, code: string): BadgeContent {
  const { id, title, badgeName, familyName, givenName, latinName } = registration;
  const { organization, jobTitle, country } = registration;
  return {
    event: { name: event.name, line: `${daysLine(event)} · ${event.place.zh}` },
    registration: id,
    title,
    badgeName,
    familyName,
    givenName,
    latinName,
    organization,
    jobTitle,
    country,
    category: categoryOf(registration, event),
    code,
  };
}

/** Whether a badge would bear a name at all. */
export function hasName(registration: Registration): boolean {
  return badgeNames(registration, registration.country).name !== '';
}

/** A category that has gone from the event since the list was imported is its id, in grey. */
function categoryOf(registration: Registration, event: Event): BadgeContent['category'] {
  const id = registration.category;
  const category = event.categories.find((known) => known.id === id);
  return category === undefined
    ? { id, name: { zh: id, en: id }, colour: '#4a4a4a' }
    : { id, name: category.name, colour: category.colour };
}

/** `2026.6.21–23`, `2026.6.30–7.2`, `2026.12.31–2027.1.1` or `2026.6.21`. */
export function daysLine(event: Pick<Event, 'firstDay' | 'lastDay'>): string {
  const first = event.firstDay.split('-').map(Number);
  const last = event.lastDay.split('-').map(Number);
  const differs = last.findIndex((part, index) => part !== first[index]);
  return differs === -1 ? first.join('.') : `${first.join('.')}–${last.slice(differs).join('.')}`;
}
