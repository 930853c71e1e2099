import type { Language } from './language.ts';

/** `09:42` on the event's clock. */
export function timeOfDay(instant: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );
}

/** The time of day, with the date before it when it is another day than `now` on the event's clock. */
export function momentInWords(instant: string, timeZone: string, language: Language, now: number): string {
  const time = timeOfDay(instant, timeZone);
  const day = new Intl.DateTimeFormat(language, { timeZone, month: 'long', day: 'numeric' });
  const date = day.format(new Date(instant));
  return date === day.format(new Date(now)) ? time : `${date} ${time}`;
}

/** `14 min`, `2 hr 5 min` since a moment, in the words of the language. */
export function timeSince(instant: string, language: Language, now: number): string {
  return durationInWords(Math.max(0, now - Date.parse(instant)), language);
}

/** `14 min`, `3 hr 0 min`, `2 days 3 hr 0 min` for that many milliseconds, which are not negative. */
export function durationInWords(ms: number, language: Language): string {
  const minutes = Math.floor(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const parts = [
    days > 0 ? unit(days, 'day', language) : '',
    hours > 0 ? unit(hours % 24, 'hour', language) : '',
    unit(minutes % 60, 'minute', language),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function unit(count: number, name: 'day' | 'hour' | 'minute', language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(count);
}

export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}
