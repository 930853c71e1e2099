import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PDF_FOLDER_PRINTER, type Printer } from '../../contract/print.ts';
import { pdfPageSize } from './pdf-page-size.ts';
import type { Document, Outcome, PrinterAdapter } from './printer-adapter.ts';

/** It takes pages of any size. */
const PRINTER: Printer = {
  name: PDF_FOLDER_PRINTER,
  kind: 'pdf-folder',
  state: 'ready',
  reason: null,
  warnings: [],
  media: { loaded: null, ready: [], needed: [] },
  resolutionDpi: null,
  supplies: [],
  queued: null,
};

/**
 * The printer that is always there: each badge becomes a PDF file in `folder`, named `REGISTRATION-JOB.pdf`. A file
 * is written beside its place and renamed, so that it is there whole or not at all, and once however often it is
 * sent.
 */
export function pdfFolderAdapter(folder: string): PrinterAdapter {
  return {
    printers: async () => ({ ok: true, value: [PRINTER] }),
    async printer(name) {
      if (name === PDF_FOLDER_PRINTER) return { ok: true, value: PRINTER };
      return { ok: false, trouble: 'printer-missing', cause: 'the PDF folder has another name' };
    },
    async reserve(document, pdf) {
      if (pdfPageSize(pdf) !== null) return { ok: true, value: fileName(document) };
      return { ok: false, trouble: 'render-failed', cause: 'the badge is no PDF of one page' };
    },
    send: (reference, _document, pdf) => attempt(() => writeWhole(folder, reference, pdf)),
    // Only this process writes here: a file that is not there by now will not come.
    look: (reference) =>
      attempt(async () => ({ at: (await isWritten(folder, reference)) ? 'printed' : 'void' })),
    // A file that is written is printed; there is nothing else to cancel.
    cancel: async () => ({ ok: true, value: undefined }),
  };
}

/** Registration ids come from lists: what a file name cannot carry everywhere becomes a dash. */
function fileName({ registration, job }: Document): string {
  return `${registration.replaceAll(/[^\p{L}\p{N}._-]/gu, '-').replace(/^\.+/, '-')}-${job}.pdf`;
}

async function writeWhole(folder: string, name: string, pdf: Uint8Array): Promise<'taken'> {
  await mkdir(folder, { recursive: true });
  const part = join(folder, `${name}.part`);
  try {
    await writeThrough(part, pdf);
    await rename(part, join(folder, name));
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
  return 'taken';
}

async function writeThrough(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A folder that cannot be written (full, gone, read-only) is tried again, as a printer that does not answer. */
async function attempt<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (cause) {
    return { ok: false, trouble: 'printer-unreachable', cause };
  }
}

async function isWritten(folder: string, name: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  return (await readdir(folder)).includes(name);
}
