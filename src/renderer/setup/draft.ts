import type { PrintWhen } from '../../contract/print.ts';
import type { Direction, StationStatus } from '../../contract/status.ts';

/** What a person has chosen and not saved yet. */
export interface Draft {
  readonly name: string;
  readonly role: 'desk' | 'kiosk';
  readonly checkpoint: string;
  readonly direction: Direction;
  readonly protocolDesk: boolean;
  readonly printer: string;
  readonly furtherPrinters: string[];
  readonly failoverPrinter: string | null;
  readonly layoutPrinters: Record<string, string>;
  readonly printWhen: PrintWhen;
}

/** What stands at the station, under what the person has chosen since. */
export function draftOf(status: StationStatus, changes: Partial<Draft>): Draft {
  const { station, event, checkpoint, direction, protocolDesk, printing } = status;
  const chosen = changes.checkpoint ?? checkpoint;
  const isKnown = event.checkpoints.some((place) => place.id === chosen);
  return {
    name: changes.name ?? station.name,
    role: changes.role ?? station.role,
    checkpoint: isKnown ? chosen : (event.checkpoints[0]?.id ?? chosen),
    direction: changes.direction ?? direction,
    protocolDesk: changes.protocolDesk ?? protocolDesk,
    printer: changes.printer ?? printing.printer,
    furtherPrinters: changes.furtherPrinters ?? printing.furtherPrinters,
    layoutPrinters: changes.layoutPrinters ?? printing.layoutPrinters,
    failoverPrinter:
      changes.failoverPrinter === undefined ? printing.failoverPrinter : changes.failoverPrinter,
    printWhen: changes.printWhen ?? printing.when,
  };
}
