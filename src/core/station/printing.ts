import { PDF_FOLDER_PRINTER, type Printing } from '../../contract/print.ts';
import type { StationSettings } from '../../contract/status.ts';
import type { Reader, Writer } from '../store/database.ts';
import { readSetting, SETTING, writeSetting } from '../store/settings.ts';

/** Where and when the station prints, by its settings. */
export function currentPrinting(reader: Reader): Printing {
  return {
    when: readSetting(reader, SETTING.printWhen) ?? 'first-admission',
    printer: readSetting(reader, SETTING.printer) ?? PDF_FOLDER_PRINTER,
    furtherPrinters: readSetting(reader, SETTING.furtherPrinters) ?? [],
    failoverPrinter: readSetting(reader, SETTING.failoverPrinter),
    layoutPrinters: readSetting(reader, SETTING.layoutPrinters) ?? {},
  };
}

/** The printers that share one queue of badges; empty when there is only one. */
export function poolOf({ printer, furtherPrinters }: Printing): readonly string[] {
  return furtherPrinters.length === 0 ? [] : [printer, ...furtherPrinters];
}

/** The printer that stands in for another one: the failover printer, or for that itself the usual one. */
export function failoverFor({ printer, failoverPrinter }: Printing, troubled: string): string | null {
  if (failoverPrinter === null) return null;
  return troubled === failoverPrinter ? printer : failoverPrinter;
}

/** Where badges of a layout come out: at its printer or, of several, at whichever is free first. */
export function printersFor(printing: Printing, layout: string | null): readonly string[] {
  const own = layout === null ? undefined : printing.layoutPrinters[layout];
  return own === undefined ? [printing.printer, ...printing.furtherPrinters] : [own];
}

/** A badge for the ledger goes to one of these printers. */
export function goingTo(printers: readonly string[]): { printer: string; shared: boolean } {
  return { printer: printers[0] ?? PDF_FOLDER_PRINTER, shared: printers.length > 1 };
}

/** Takes the settings of printing that are given. */
export function changePrinting(writer: Writer, settings: StationSettings): void {
  const { printer, furtherPrinters, printWhen, failoverPrinter, layoutPrinters } = settings;
  if (printer !== undefined) writeSetting(writer, SETTING.printer, printer);
  if (furtherPrinters !== undefined) writeSetting(writer, SETTING.furtherPrinters, furtherPrinters);
  keepOthersApart(writer);
  if (printWhen !== undefined) writeSetting(writer, SETTING.printWhen, printWhen);
  if (failoverPrinter !== undefined) writeSetting(writer, SETTING.failoverPrinter, failoverPrinter);
  if (layoutPrinters !== undefined) writeSetting(writer, SETTING.layoutPrinters, layoutPrinters);
}

/** A printer shares with others, each once; the PDF folder with none. */
function keepOthersApart(writer: Writer): void {
  const { printer, furtherPrinters } = currentPrinting(writer);
  const others = printer === PDF_FOLDER_PRINTER ? [] : furtherPrinters.filter((name) => name !== printer);
  const apart = [...new Set(others)];
  if (apart.length !== furtherPrinters.length) writeSetting(writer, SETTING.furtherPrinters, apart);
}
