import type { ReadyCheck } from '../contract/readiness.ts';

const MINUTE_MS = 60_000;

/** The server is asked every 15 s: a list that is older than this is not what the organiser has. */
const FRESH_MS = 15 * MINUTE_MS;
/** A clock that is further off is shown at the station, too. */
const CLOCK_OFF_MS = 2 * MINUTE_MS;
/** A day of scans and badges takes some hundred megabytes. */
const DISK_LOW_BYTES = 1_000_000_000;
/** Backups are made by themselves; one that is older says that they are not. */
const BACKUP_FRESH_MS = 60 * MINUTE_MS;

/** What a station knows of itself. Moments are milliseconds since 1970, by this computer's clock. */
export interface StationFacts {
  readonly nowMs: number;
  /** Guests of the list that are here. */
  readonly listed: number;
  /** How many the server had at the last round; null for a station on its own. */
  readonly serverListed: number | null;
  /** A list that was imported here in part only. */
  readonly partList: { readonly done: number; readonly total: number } | null;
  readonly isEnrolled: boolean;
  readonly lastRoundMs: number | null;
  /** The right time minus that of this computer; null while nobody has told. */
  readonly clockOffsetMs: number | null;
  readonly printsBadges: boolean;
  readonly isPrinterWell: boolean;
  /** Null where the system does not tell. */
  readonly freeBytes: number | null;
  readonly backupMs: number | null;
}

/** How each thing stands that a day without the server needs. */
export function judgeReadiness(facts: StationFacts): ReadyCheck[] {
  return [list(facts), age(facts), clock(facts), printer(facts), disk(facts), backup(facts)];
}

function list({ listed, serverListed, partList }: StationFacts): ReadyCheck {
  if (partList !== null)
    return {
      name: 'list',
      finding: 'cut',
      isWell: false,
      values: { listed: partList.done, expected: partList.total },
    };
  const values = { listed, expected: serverListed ?? listed };
  if (serverListed !== null && serverListed !== listed)
    return { name: 'list', finding: 'part', isWell: false, values };
  if (listed === 0) return { name: 'list', finding: 'empty', isWell: false, values };
  return { name: 'list', finding: 'well', isWell: true, values };
}

function age({ isEnrolled, lastRoundMs, nowMs }: StationFacts): ReadyCheck {
  if (!isEnrolled) return { name: 'age', finding: 'alone', isWell: true, values: {} };
  if (lastRoundMs === null) return { name: 'age', finding: 'never', isWell: false, values: {} };
  const isWell = nowMs - lastRoundMs <= FRESH_MS;
  const values = { at: new Date(lastRoundMs).toISOString() };
  return { name: 'age', finding: isWell ? 'well' : 'old', isWell, values };
}

function clock({ clockOffsetMs, isEnrolled, nowMs }: StationFacts): ReadyCheck {
  // Nobody can tell a station on its own: people have to look.
  const values = { at: new Date(nowMs).toISOString() };
  if (clockOffsetMs === null) return { name: 'clock', finding: 'unknown', isWell: !isEnrolled, values };
  const isWell = Math.abs(clockOffsetMs) <= CLOCK_OFF_MS;
  return { name: 'clock', finding: isWell ? 'well' : 'off', isWell, values: { offsetMs: clockOffsetMs } };
}

function printer({ printsBadges, isPrinterWell }: StationFacts): ReadyCheck {
  if (!printsBadges) return { name: 'printer', finding: 'none', isWell: true, values: {} };
  return {
    name: 'printer',
    finding: isPrinterWell ? 'well' : 'trouble',
    isWell: isPrinterWell,
    values: {},
  };
}

function disk({ freeBytes }: StationFacts): ReadyCheck {
  if (freeBytes === null) return { name: 'disk', finding: 'unknown', isWell: true, values: {} };
  const isWell = freeBytes >= DISK_LOW_BYTES;
  return { name: 'disk', finding: isWell ? 'well' : 'low', isWell, values: { freeBytes } };
}

function backup({ backupMs, nowMs }: StationFacts): ReadyCheck {
  if (backupMs === null) return { name: 'backup', finding: 'none', isWell: false, values: {} };
  const isWell = nowMs - backupMs <= BACKUP_FRESH_MS;
  const values = { at: new Date(backupMs).toISOString() };
  return { name: 'backup', finding: isWell ? 'well' : 'old', isWell, values };
}
