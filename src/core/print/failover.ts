import type { StuckReason } from '../../contract/print.ts';
import type { PrintSystems } from './print-systems.ts';

/** How long a printer may be in trouble until its badges go elsewhere. */
const PATIENCE_MS = 10_000;
/**
 * How long badges then go elsewhere before the printer is tried again. Many print systems notice that paper is back
 * only when they are given something to print.
 */
const REST_MS = 60_000;

/** Decides when the badges of a printer go to another one. */
export interface Failover {
  /** Takes down what a step learnt of a printer: its trouble, or null when it is well. */
  note(printer: string, trouble: StuckReason | null): void;
  /** Where the badges of a printer shall go now; null while they stay. */
  target(printer: string): Promise<string | null>;
}

interface Trouble {
  readonly reason: StuckReason;
  readonly sinceMs: number;
  /** Until when the printer is not tried, once its badges went elsewhere. */
  readonly restsUntilMs: number | null;
}

/**
 * @param failoverFor the printer that stands in for another one, as the settings are now
 * @param clock milliseconds that only grow
 */
export function failover(
  systems: Pick<PrintSystems, 'adapterOf'>,
  failoverFor: (printer: string) => string | null,
  clock: () => number = () => performance.now(),
): Failover {
  const troubles = new Map<string, Trouble>();

  async function isWell(name: string): Promise<boolean> {
    const printer = await systems.adapterOf(name).printer(name);
    return printer.ok && printer.value.reason === null;
  }

  /** A queue that is gone or stands still tells so by itself; it need not be tried with a badge. */
  async function standsStill(name: string): Promise<boolean> {
    const printer = await systems.adapterOf(name).printer(name);
    return !printer.ok || printer.value.state === 'stopped';
  }

  async function isDue(printer: string, { reason, sinceMs, restsUntilMs }: Trouble): Promise<boolean> {
    if (restsUntilMs === null) return reason === 'printer-missing' || clock() - sinceMs >= PATIENCE_MS;
    return clock() < restsUntilMs || (await standsStill(printer));
  }

  return {
    note(printer, reason) {
      const before = troubles.get(printer);
      if (reason === null) troubles.delete(printer);
      else if (before === undefined) troubles.set(printer, { reason, sinceMs: clock(), restsUntilMs: null });
      else troubles.set(printer, { ...before, reason });
    },
    async target(printer) {
      const trouble = troubles.get(printer);
      if (trouble === undefined) return null;
      if (!(await isDue(printer, trouble))) {
        // It has rested: the next badge tries it, and what it says then counts from the beginning.
        if (trouble.restsUntilMs !== null) troubles.delete(printer);
        return null;
      }
      const other = failoverFor(printer);
      if (other === null || other === printer || !(await isWell(other))) return null;
      const restsUntilMs = trouble.restsUntilMs ?? clock() + REST_MS;
      troubles.set(printer, { ...trouble, restsUntilMs });
      return other;
    },
  };
}
