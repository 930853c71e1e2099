import { describe, expect, it } from 'vitest';
import { type DeviceReport, printerState, type QueueReport } from './printer-state.ts';

const WELL: QueueReport = { state: 3, reasons: ['none'], message: '', takesJobs: true };

describe('what a queue says of itself', () => {
  it.each([
    [3, ['none'], true, 'ready', null],
    [4, ['cups-waiting-for-job-completed'], true, 'printing', null],
    [4, ['connecting-to-device'], true, 'printing', null],
    [4, ['media-empty-warning', 'cups-waiting-for-job-completed'], true, 'printing', 'out-of-paper'],
    [4, ['media-needed'], true, 'printing', 'out-of-paper'],
    [4, ['input-tray-missing-warning'], true, 'printing', 'out-of-paper'],
    [4, ['media-low-warning', 'marker-supply-low-report'], true, 'printing', null],
    [4, ['marker-supply-empty-error'], true, 'printing', 'out-of-ink'],
    [4, ['marker-print-ribbon-empty-error'], true, 'printing', 'out-of-ink'],
    [5, ['media-jam-error', 'cover-open-error'], true, 'stopped', 'paper-jam'],
    [5, ['door-open-error', 'paused'], true, 'stopped', 'cover-open'],
    [4, ['input-cannot-feed-size-selected-error'], true, 'printing', 'wrong-paper'],
    [4, ['output-area-full-error'], true, 'printing', 'output-full'],
    [4, ['output-area-almost-full-warning'], true, 'printing', null],
    [3, ['spool-area-full-report'], true, 'ready', 'printer-error'],
    [3, ['cups-missing-filter-warning'], true, 'ready', 'printer-error'],
    [4, ['vendor-trouble-of-its-own-error'], true, 'printing', 'printer-error'],
    [4, ['vendor-trouble-of-its-own-warning'], true, 'printing', null],
    [5, ['paused'], true, 'stopped', 'queue-paused'],
    [3, ['hold-new-jobs'], true, 'ready', 'queue-paused'],
    [5, ['none'], true, 'stopped', 'queue-paused'],
    [3, ['offline-report'], true, 'ready', 'printer-offline'],
    [4, ['timed-out-error'], true, 'printing', 'printer-offline'],
    [3, [], false, 'ready', 'queue-paused'],
  ] as const)('state %i, reasons %j, accepting %s: %s, %s', (state, reasons, takesJobs, shown, reason) => {
    expect(printerState({ ...WELL, state, reasons, takesJobs }, null)).toMatchObject({
      state: shown,
      reason,
    });
  });

  it.each([
    [4, 'The printer may not exist or is unavailable at this time.', 'printer-offline'],
    [4, 'The printer is not responding.', 'printer-offline'],
    [4, 'Waiting for printer to become available.', 'printer-offline'],
    [4, 'Connected to printer.', null],
    [4, 'Waiting for job to complete.', null],
    [3, 'The printer is not responding.', null],
  ] as const)('state %i, message %j: %s', (state, message, reason) => {
    expect(printerState({ ...WELL, state, message }, null)).toMatchObject({ reason });
  });

  it.each([
    [['media-low-warning'], ['paper-low']],
    [
      ['marker-supply-low-warning', 'marker-toner-low-report', 'media-low'],
      ['paper-low', 'ink-low', 'ink-low'],
    ],
    [['output-area-almost-full-report'], ['output-almost-full']],
    [['media-empty-error'], []],
  ] as const)('of %j it warns: %j', (reasons, warnings) => {
    expect(new Set(printerState({ ...WELL, reasons }, null).warnings)).toEqual(new Set(warnings));
  });
});

describe('what the printer behind an idle queue says of itself', () => {
  it.each<[string, DeviceReport | null, object]>([
    ['nothing that can be asked', null, { state: 'ready', reason: null, warnings: [] }],
    ['nobody there', 'offline', { state: 'stopped', reason: 'printer-offline', warnings: [] }],
    ['all well', { state: 3, reasons: ['none'] }, { state: 'ready', reason: null, warnings: [] }],
    [
      'stopped without paper',
      { state: 5, reasons: ['media-empty-error'] },
      { state: 'stopped', reason: 'out-of-paper' },
    ],
    ['stopped, all said as warnings', { state: 5, reasons: ['door-open-warning'] }, { reason: 'cover-open' }],
    [
      'idle with an empty second tray',
      { state: 3, reasons: ['media-empty-report'] },
      { state: 'ready', reason: null },
    ],
    [
      'idle and without paper',
      { state: 3, reasons: ['media-empty-error'] },
      { state: 'ready', reason: 'out-of-paper' },
    ],
    [
      'stopped without saying why',
      { state: 5, reasons: ['none'] },
      { state: 'stopped', reason: 'printer-error' },
    ],
    [
      'low on ink',
      { state: 3, reasons: ['marker-supply-low-warning'] },
      { reason: null, warnings: ['ink-low'] },
    ],
  ])('%s', (_name, device, standing) => {
    expect(printerState(WELL, device)).toMatchObject(standing);
  });

  it('does not count while the queue is paused or prints, when CUPS knows itself', () => {
    expect(printerState({ ...WELL, state: 5, reasons: ['paused'] }, 'offline').reason).toBe('queue-paused');
    const empty = { ...WELL, state: 4, reasons: ['media-empty-warning'] };
    expect(printerState(empty, { state: 3, reasons: ['none'] }).reason).toBe('out-of-paper');
    expect(printerState(empty, 'offline')).toMatchObject({ state: 'printing', reason: 'out-of-paper' });
  });

  it('counts when nobody is there in the middle of a job, which CUPS does not say', () => {
    const standing = { state: 'printing', reason: 'printer-offline' };
    expect(printerState({ ...WELL, state: 4 }, 'offline')).toMatchObject(standing);
  });
});
