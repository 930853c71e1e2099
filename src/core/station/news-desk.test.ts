import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrintJob } from '../../contract/print.ts';
import type { StationNews, StationStatus, ToSettle } from '../../contract/status.ts';
import { openNewsDesk } from './news-desk.ts';

const NOTHING: ToSettle = { conflictCount: 0, conflicts: [], parkedCount: 0, parked: [] };
const JOB: PrintJob = {
  id: '0197a3c8-5c1e-7f6a-9d42-3b1f8e6a7c01',
  registration: 'SME000001',
  generation: 1,
  why: 'first',
  reprintReason: null,
  printer: 'Badges',
  movedFrom: null,
  layout: null,
  undrawn: [],
  state: 'queued',
  reason: null,
  requestedAt: '2026-06-21T01:00:00.000Z',
  changedAt: '2026-06-21T01:00:00.000Z',
};

/** A desk whose status is looked up with each telling, and what it told. */
function open() {
  const look = {
    status: vi.fn<() => StationStatus>(),
    toSettle: vi.fn(() => NOTHING),
    waitingGuests: () => [],
  };
  const onError = vi.fn();
  const desk = openNewsDesk(look, onError);
  const heard: StationNews[] = [];
  desk.subscribe((news) => heard.push(news));
  return { desk, look, heard, onError };
}

describe('the news of a station', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells the steps of a badge that are close together as one, and the status once', () => {
    const { desk, look, heard } = open();
    for (const state of ['queued', 'rendered', 'spooled'] as const) {
      desk.tellJob({ ...JOB, state });
      desk.tellStatus();
    }
    expect(heard).toEqual([]);
    vi.runAllTimers();
    expect(heard.map(({ kind }) => kind)).toEqual(['print-job', 'status', 'waiting-guests', 'to-settle']);
    expect(heard[0]).toEqual({ kind: 'print-job', job: { ...JOB, state: 'spooled' } });
    expect(look.status).toHaveBeenCalledTimes(1);
  });

  it('goes on telling while changes never stop', () => {
    const { desk, look } = open();
    for (let turn = 0; turn < 40; turn += 1) {
      desk.tellStatus();
      vi.advanceTimersByTime(50);
    }
    expect(look.status.mock.calls.length).toBeGreaterThan(10);
  });

  it('tells what came of a scan at once, before anything else', () => {
    const { desk, heard } = open();
    desk.tellStatus();
    desk.tell({ kind: 'scan-refused', failure: { code: 'unexpected', details: {} } });
    expect(heard.map(({ kind }) => kind)).toEqual(['scan-refused']);
  });

  it('looks at nothing while no window is open, and tells nothing after its end', () => {
    const { desk, look } = open();
    desk.tellStatus();
    desk.close();
    vi.runAllTimers();
    expect(look.status).not.toHaveBeenCalled();
  });
});
