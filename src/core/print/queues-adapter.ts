import { sumatraFile } from '../resources.ts';
import { cupsAdapter } from './cups-adapter.ts';
import { cupsAddress } from './ipp-client.ts';
import type { PrinterAdapter } from './printer-adapter.ts';
import { windowsAdapter, windowsPrograms } from './windows-adapter.ts';

/**
 * The print queues of this computer: those of Windows, elsewhere those of CUPS.
 * @param spoolFolder where documents for Windows wait; may not be there yet
 */
export function queuesAdapter(spoolFolder: string): PrinterAdapter {
  return process.platform === 'win32'
    ? windowsAdapter(spoolFolder, windowsPrograms(sumatraFile()))
    : cupsAdapter(cupsAddress(process.env.CUPS_SERVER));
}
