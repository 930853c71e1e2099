import type { PrintWhen } from '../../contract/print.ts';
import type { Direction } from '../../contract/status.ts';

/** What a person has chosen and not saved yet. */
export interface Draft {
  readonly name: string;
  readonly role: 'desk' | 'kiosk';
  readonly checkpoint: string;
  readonly direction: Direction;
  readonly printer: string;
  readonly furtherPrinters: string[];
  readonly failoverPrinter: string | null;
  readonly layoutPrinters: Record<string, string>;
  readonly printWhen: PrintWhen;
}
