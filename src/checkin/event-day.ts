import type { Checkpoint } from '../contract/event.ts';

/** A moment as a clock on the wall of the event shows it. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
}

/** The moment in the event's time zone, whatever zone the computer is set to. */
export function localTime(atMs: number, timeZone: string): LocalTime {
  const [day = '', time = ''] = formatterOf(timeZone).format(atMs).split(' ');
  return { day, time };
}

/** The calendar day (`YYYY-MM-DD`) in the event's time zone at a moment. */
export function eventDay(atMs: number, timeZone: string): string {
  return localTime(atMs, timeZone).day;
}

/**
 * The day to which a checkpoint counts a moment, or null while it is closed. Hours that go beyond midnight belong to
 * the day on which they began: who comes to a dinner at half past midnight comes on the day of the dinner.
 */
export function openDay(atMs: number, timeZone: string, hours: Checkpoint['hours']): string | null {
  const { day, time } = localTime(atMs, timeZone);
  if (hours === null) return day;
  if (hours.from < hours.to) return time >= hours.from && time < hours.to ? day : null;
  if (time >= hours.from) return day;
  return time < hours.to ? dayBefore(day) : null;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 24 * 3_600_000).toISOString().slice(0, 10);
}

/** Making one takes longer than all the rest of a verdict: each is kept. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  // Swedish writes days and times as ISO 8601 does.
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, made);
  return made;
}
