import type { PrintWhen } from '../../contract/print.ts';
import type { Direction } from '../../contract/status.ts';

/** What a person has chosen and not saved yet. */
export interface Draft {
  readonly name: string;
  readonly role: 'desk' | 'kiosk';
  readonly checkpoint: string;
  readonly direction: Direction;
  readonly protocolDesk: boolean;
  readonly printer: string;
  readonly failoverPrinter: string | null;
  readonly printWhen: PrintWhen;
}
