import { describe, expect, it } from 'vitest';
import { sightOfJob, type WindowsQueue, WindowsQueueSchema, windowsPrinter } from './windows-queue.ts';

const QUEUE: WindowsQueue = {
  name: 'Badges',
  status: 'Normal',
  keepsJobs: true,
  queued: 0,
  paper: { name: 'A6', width: 413, height: 583 },
  dpi: 300,
};

describe('PrinterStatus', () => {
  it.each([
    ['Normal', 'ready', null],
    ['0', 'ready', null],
    ['PowerSave', 'ready', null],
    ['Printing', 'printing', null],
    ['Busy, IOActive', 'printing', null],
    ['1024', 'printing', null],
    ['Paused', 'stopped', 'queue-paused'],
    ['Paused, PaperOut', 'stopped', 'out-of-paper'],
    ['Paper Out', 'stopped', 'out-of-paper'],
    ['ManualFeed', 'stopped', 'out-of-paper'],
    ['PaperJam', 'stopped', 'paper-jam'],
    ['DoorOpen, Error', 'stopped', 'cover-open'],
    ['4194306', 'stopped', 'cover-open'],
    ['NoToner', 'stopped', 'out-of-ink'],
    ['OutputBinFull', 'stopped', 'output-full'],
    ['Offline', 'stopped', 'printer-offline'],
    ['Offline, TonerLow', 'stopped', 'printer-offline'],
    ['131200', 'stopped', 'printer-offline'],
    ['ServerOffline', 'stopped', 'printer-offline'],
    ['NotAvailable', 'stopped', 'printer-offline'],
    ['UserInterventionRequired', 'stopped', 'printer-error'],
    ['Error', 'stopped', 'printer-error'],
    ['PendingDeletion', 'stopped', 'printer-missing'],
    ['a word that nobody knows', 'ready', null],
  ])('%s: %s, %s', (status, state, reason) => {
    expect(windowsPrinter({ ...QUEUE, status })).toMatchObject({ state, reason });
  });

  it('TonerLow warns and stops nothing', () => {
    const printer = windowsPrinter({ ...QUEUE, status: 'TonerLow' });
    expect(printer).toMatchObject({ state: 'ready', reason: null, warnings: ['ink-low'] });
  });

  it('of a queue that forgets its jobs counts first', () => {
    expect(windowsPrinter({ ...QUEUE, keepsJobs: false })).toMatchObject({
      state: 'ready',
      reason: 'jobs-not-kept',
    });
    expect(windowsPrinter({ ...QUEUE, keepsJobs: false, status: 'Offline' }).reason).toBe('printer-offline');
  });
});

describe('JobStatus', () => {
  it.each([
    ['Normal', { at: 'waiting', trouble: null }],
    ['Spooling', { at: 'waiting', trouble: null }],
    ['Printing', { at: 'waiting', trouble: null }],
    ['16', { at: 'waiting', trouble: null }],
    ['Printing, Paper Out', { at: 'waiting', trouble: 'out-of-paper' }],
    ['Error, Printing, Offline', { at: 'waiting', trouble: 'printer-offline' }],
    ['Paused', { at: 'waiting', trouble: 'queue-paused' }],
    ['Error', { at: 'waiting', trouble: 'printer-error' }],
    ['User Intervention', { at: 'waiting', trouble: 'printer-error' }],
    ['Blocked', { at: 'waiting', trouble: 'printer-error' }],
    ['Deleting, Printing', { at: 'waiting', trouble: null }],
    ['Printed', { at: 'printed' }],
    ['Complete, Retained', { at: 'printed' }],
    ['Printed, Retained', { at: 'printed' }],
    ['8320', { at: 'printed' }],
    ['Deleted', { at: 'refused', trouble: 'cancelled-at-printer', cause: 'Deleted' }],
    ['Deleted, Printed', { at: 'refused', trouble: 'cancelled-at-printer', cause: 'Deleted, Printed' }],
  ])('%s: %j', (status, sight) => {
    expect(sightOfJob(status, QUEUE)).toEqual(sight);
  });

  it('Error has the reason that the printer gives', () => {
    expect(sightOfJob('Error, Printing', { ...QUEUE, status: 'DoorOpen' })).toEqual({
      at: 'waiting',
      trouble: 'cover-open',
    });
  });
});

describe('what PowerShell says of a queue', () => {
  it('is taken without what a driver does not know', () => {
    const said = { ...QUEUE, queued: null, paper: { name: 'Custom', width: 0, height: 0 }, dpi: -4 };
    expect(WindowsQueueSchema.parse(said)).toEqual({ ...QUEUE, queued: null, paper: null, dpi: null });
  });
});
