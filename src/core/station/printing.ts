import { PDF_FOLDER_PRINTER, type Printing } from '../../contract/print.ts';
import type { StationSettings } from '../../contract/status.ts';
import type { Reader, Writer } from '../store/database.ts';
import { readSetting, SETTING, writeSetting } from '../store/settings.ts';

/** Where and when the station prints, by its settings. */
export function currentPrinting(reader: Reader): Printing {
  return {
    when: readSetting(reader, SETTING.printWhen) ?? 'first-admission',
    printer: readSetting(reader, SETTING.printer) ?? PDF_FOLDER_PRINTER,
    failoverPrinter: readSetting(reader, SETTING.failoverPrinter),
    layoutPrinters: readSetting(reader, SETTING.layoutPrinters) ?? {},
  };
}

/** The printer that stands in for another one: the failover printer, or for that itself the usual one. */
export function failoverFor({ printer, failoverPrinter }: Printing, troubled: string): string | null {
  if (failoverPrinter === null) return null;
  return troubled === failoverPrinter ? printer : failoverPrinter;
}

/** The printer for badges of a layout. */
export function printerFor({ printer, layoutPrinters }: Printing, layout: string | null): string {
  return (layout === null ? undefined : layoutPrinters[layout]) ?? printer;
}

/** Takes the settings of printing that are given. */
export function changePrinting(writer: Writer, settings: StationSettings): void {
  const { printer, printWhen, failoverPrinter, layoutPrinters } = settings;
  if (printer !== undefined) writeSetting(writer, SETTING.printer, printer);
  if (printWhen !== undefined) writeSetting(writer, SETTING.printWhen, printWhen);
  if (failoverPrinter !== undefined) writeSetting(writer, SETTING.failoverPrinter, failoverPrinter);
  if (layoutPrinters !== undefined) writeSetting(writer, SETTING.layoutPrinters, layoutPrinters);
}
