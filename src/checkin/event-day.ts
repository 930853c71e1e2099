/** The calendar day (`YYYY-MM-DD`) in the event's time zone at a moment. */
export function eventDay(atMs: number, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(atMs);
}
