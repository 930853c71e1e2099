import type { PrinterAdapter } from './printer-adapter.ts';

/** Stands where this computer's own printer queues cannot be used: every queue is missing. */
export const noQueuesAdapter: PrinterAdapter = {
  printers: async () => ({ ok: true, value: [] }),
  printer: missing,
  reserve: missing,
  send: missing,
  look: missing,
  cancel: missing,
};

async function missing() {
  return { ok: false, trouble: 'printer-missing', cause: 'no print system is used here' } as const;
}
