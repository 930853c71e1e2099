import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { v4 as newId } from 'uuid';

/** The clocks of this computer, so that a test can hold them. */
export interface ClockSources {
  /** Milliseconds since 1970 as the computer believes; people and the network may set it at any moment. */
  wallMs(): number;
  /** Milliseconds since the computer was started, sleep included. Nobody can set it; exact to about a second. */
  uptimeMs(): number;
  /** Milliseconds since some moment of this process, exact, for what lasts seconds. */
  elapsedMs(): number;
  /** The same for as long as the computer is not started anew. */
  readonly boot: string;
}

const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id';

export function systemClockSources(): ClockSources {
  return {
    wallMs: Date.now,
    uptimeMs: () => uptime() * 1_000,
    elapsedMs: () => performance.now(),
    boot: readBootId() ?? newId(),
  };
}

/** A wall clock that nobody sets beside the others. */
export function steadyClockSources(now: () => number): ClockSources {
  return { wallMs: now, uptimeMs: now, elapsedMs: now, boot: 'steady' };
}

/** Linux names each boot; elsewhere each process counts as one of its own (see clock-state.ts). */
function readBootId(): string | null {
  try {
    return readFileSync(BOOT_ID_FILE, 'utf8').trim();
  } catch {
    return null;
  }
}
