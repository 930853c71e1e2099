import type { Printer, StuckReason } from '../../contract/print.ts';
import type { PrintSystems } from './print-systems.ts';
import type { Outcome } from './printer-adapter.ts';

/** How long a printer may be in trouble until its badges go elsewhere. */
const PATIENCE_MS = 10_000;
/**
 * How long badges then go elsewhere before the printer is tried again. Many print systems notice that paper is back
 * only when they are given something to print.
 */
const REST_MS = 60_000;

/** Decides when the badges of a printer go to another one, and when it takes one of a queue that it shares. */
export interface Failover {
  /** Takes down what a step learnt of a printer: its trouble, or null when it is well. */
  note(printer: string, trouble: StuckReason | null): void;
  /** What ails the printer, as far as is known. */
  reasonOf(printer: string): StuckReason | null;
  /** Where the badges of a printer shall go now; null while they stay. */
  target(printer: string): Promise<string | null>;
  /** Whether a printer shall take the next badge of a shared queue, rather than leave it to the others. */
  mayTake(printer: string): Promise<boolean>;
  /** Its badges went elsewhere: the printer takes none for a while, whatever it says of itself. */
  rest(printer: string): void;
}

/** Who else there is, as the settings are now. */
export interface Others {
  /** The printers that share one queue; empty when none do. */
  readonly pool: () => readonly string[];
  /** The printer that stands in for another one, when those with which that shares a queue cannot; null when none does. */
  readonly failoverFor: (printer: string) => string | null;
}

interface Trouble {
  readonly reason: StuckReason;
  readonly sinceMs: number;
  /** Until when the printer is not tried, once its badges went elsewhere. */
  readonly restsUntilMs: number | null;
}

/** @param clock milliseconds that only grow */
export function failover(
  systems: Pick<PrintSystems, 'adapterOf'>,
  { pool, failoverFor }: Others,
  clock: () => number = () => performance.now(),
): Failover {
  const troubles = new Map<string, Trouble>();

  function ask(name: string): Promise<Outcome<Printer>> {
    return systems.adapterOf(name).printer(name);
  }

  function isResting(name: string): boolean {
    const until = troubles.get(name)?.restsUntilMs ?? null;
    return until !== null && clock() < until;
  }

  /** The first that is well; one that rests may only say so, and comes last. */
  async function firstWell(names: readonly string[]): Promise<string | null> {
    const inOrder = [...names].sort((a, b) => Number(isResting(a)) - Number(isResting(b)));
    for (const name of inOrder) {
      const printer = await ask(name);
      if (printer.ok && printer.value.reason === null) return name;
    }
    return null;
  }

  async function isDue(printer: string, { reason, sinceMs, restsUntilMs }: Trouble): Promise<boolean> {
    if (restsUntilMs === null) return reason === 'printer-missing' || clock() - sinceMs >= PATIENCE_MS;
    return clock() < restsUntilMs || standsStill(await ask(printer));
  }

  function others(printer: string): string[] {
    const sharing = pool().includes(printer) ? pool() : [];
    const other = failoverFor(printer);
    return [...sharing, ...(other === null ? [] : [other])].filter((name) => name !== printer);
  }

  function note(printer: string, reason: StuckReason | null): void {
    const before = troubles.get(printer);
    if (reason === null) troubles.delete(printer);
    else if (before === undefined) troubles.set(printer, { reason, sinceMs: clock(), restsUntilMs: null });
    else troubles.set(printer, { ...before, reason });
  }

  function rest(printer: string): void {
    const trouble = troubles.get(printer);
    if (trouble !== undefined && !isResting(printer))
      troubles.set(printer, { ...trouble, restsUntilMs: clock() + REST_MS });
  }

  return {
    note,
    rest,
    reasonOf: (printer) => troubles.get(printer)?.reason ?? null,
    async target(printer) {
      const trouble = troubles.get(printer);
      if (trouble === undefined) return null;
      if (!(await isDue(printer, trouble))) {
        // It has rested: the next badge tries it, and what it says then counts from the beginning.
        if (trouble.restsUntilMs !== null) troubles.delete(printer);
        return null;
      }
      return firstWell(others(printer));
    },
    async mayTake(printer) {
      const allAreOut = () => pool().every((name) => troubles.has(name));
      if (isResting(printer) && !allAreOut()) return false;
      const said = await ask(printer);
      const reason = said.ok ? said.value.reason : said.trouble;
      const isStill = standsStill(said);
      note(printer, reason ?? (isStill ? 'queue-paused' : null));
      if (reason === null && !isStill) return true;
      // Many notice new paper only when they are given something to print.
      return !isStill && allAreOut();
    },
  };
}

/** A queue that is gone or stands still tells so by itself; it need not be tried with a badge. */
function standsStill(printer: Outcome<Printer>): boolean {
  return !printer.ok || printer.value.state === 'stopped';
}
