import type { Logger } from 'pino';
import { displayName } from '../../checkin/display-name.ts';
import type { Event } from '../../contract/event.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { Registration } from '../../contract/registration.ts';
import type { BadgeContent } from '../badge/badge-content.ts';
import type { BadgeRenderer } from '../badge/renderer.ts';
import type { Reader } from '../store/database.ts';
import { findRegistration } from '../store/registrations.ts';
import { currentEvent } from './event-store.ts';

/** Why there is no badge: the ledger keeps it as the reason why the job is stuck. */
export interface NoBadge {
  readonly ok: false;
  readonly reason: 'render-failed' | 'name-missing';
}

export interface Badge {
  readonly ok: true;
  readonly pdf: Uint8Array;
}

/** Draws the badge of a registration as it is now. Never rejects: what goes wrong is logged and given as a reason. */
export async function renderBadge(
  reader: Reader,
  renderer: BadgeRenderer,
  id: string,
  log: Logger,
): Promise<Badge | NoBadge> {
  const registration = findRegistration(reader, id);
  if (registration === null) {
    log.error({ registration: id }, 'a badge for somebody who is not on the list any more');
    return { ok: false, reason: 'render-failed' };
  }
  if (displayName(registration, registration.country) === '') return { ok: false, reason: 'name-missing' };
  try {
    const badge = await renderer.render(badgeContent(registration, currentEvent(reader)));
    if (badge.undrawn.length > 0)
      log.warn({ registration: id, undrawn: badge.undrawn }, 'no font has these characters');
    return { ok: true, pdf: badge.pdf };
  } catch (cause) {
    log.error({ err: cause, registration: id }, 'a badge could not be drawn');
    return { ok: false, reason: 'render-failed' };
  }
}

/** The PDF of a badge for a file or a preview, or why there is none. */
export async function badgePdf(
  reader: Reader,
  renderer: BadgeRenderer,
  id: string,
  log: Logger,
): Promise<Result<Uint8Array>> {
  if (findRegistration(reader, id) === null) return refused('registration-unknown', { registration: id });
  const badge = await renderBadge(reader, renderer, id, log);
  return badge.ok
    ? done(badge.pdf)
    : refused('badge-unprintable', { registration: id, problem: badge.reason });
}

function badgeContent(registration: Registration, event: Event): BadgeContent {
  const { familyName, givenName, latinName, organization, jobTitle, country, code } = registration;
  return {
    event: { name: event.name, line: `${daysLine(event)} · ${event.place.zh}` },
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

/** A category that has gone from the event since the list was imported is its id, in grey. */
function categoryOf(registration: Registration, event: Event): BadgeContent['category'] {
  const id = registration.category;
  const category = event.categories.find((known) => known.id === id);
  return category === undefined
    ? { name: { zh: id, en: id }, colour: '#4a4a4a' }
    : { name: category.name, colour: category.colour };
}

/** `2026.6.21–23`, `2026.6.30–7.2`, `2026.12.31–2027.1.1` or `2026.6.21`. */
export function daysLine(event: Pick<Event, 'firstDay' | 'lastDay'>): string {
  const first = event.firstDay.split('-').map(Number);
  const last = event.lastDay.split('-').map(Number);
  const differs = last.findIndex((part, index) => part !== first[index]);
  return differs === -1 ? first.join('.') : `${first.join('.')}–${last.slice(differs).join('.')}`;
}
