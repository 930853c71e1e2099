import type { Event } from '../../contract/event.ts';
import { type Language, wordsIn } from '../language/language.ts';

/**
 * `June 21 – June 23`: the days of the event in words of the language. Not formatRange, which tells Chinese ranges in
 * figures only.
 */
export function eventDays(
  { firstDay, lastDay }: Pick<Event, 'firstDay' | 'lastDay'>,
  language: Language,
): string {
  // Calendar days have no time zone: both are taken and told in UTC.
  const day = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' });
  const first = day.format(new Date(firstDay));
  const last = day.format(new Date(lastDay));
  return first === last ? first : wordsIn(language)('kiosk.days', { first, last });
}
