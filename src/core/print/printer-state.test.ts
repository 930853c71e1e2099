import { describe, expect, it } from 'vitest';
import { printerState } from './printer-state.ts';

describe('what a queue says of itself', () => {
  it.each([
    [3, ['none'], true, 'ready', null],
    [4, ['cups-waiting-for-job-completed'], true, 'printing', null],
    [4, ['media-empty-warning', 'cups-waiting-for-job-completed'], true, 'printing', 'out-of-paper'],
    [4, ['media-needed'], true, 'printing', 'out-of-paper'],
    [4, ['media-low-warning', 'marker-supply-low-report'], true, 'printing', null],
    [4, ['marker-supply-empty-error'], true, 'printing', 'out-of-ink'],
    [5, ['media-jam-error', 'cover-open-error'], true, 'stopped', 'paper-jam'],
    [5, ['door-open-error', 'paused'], true, 'stopped', 'cover-open'],
    [5, ['paused'], true, 'stopped', 'queue-paused'],
    [5, ['none'], true, 'stopped', 'queue-paused'],
    [3, ['offline-report'], true, 'ready', 'printer-unreachable'],
    [3, [], false, 'ready', 'queue-paused'],
  ] as const)('state %i, reasons %j, accepting %s: %s, %s', (state, reasons, takesJobs, shown, reason) => {
    const report = { name: 'badges', state, reasons, message: '', takesJobs };
    expect(printerState(report)).toEqual({ name: 'badges', kind: 'ipp', state: shown, reason });
  });

  it.each([
    [4, 'The printer may not exist or is unavailable at this time.', 'printer-unreachable'],
    [4, 'The printer is not responding.', 'printer-unreachable'],
    [4, 'Waiting for printer to become available.', 'printer-unreachable'],
    [4, 'Connected to printer.', null],
    [4, 'Waiting for job to complete.', null],
    [3, 'The printer is not responding.', null],
  ] as const)('state %i, message %j: %s', (state, message, reason) => {
    expect(printerState({ name: 'badges', state, reasons: [], message, takesJobs: true })).toMatchObject({
      reason,
    });
  });
});
