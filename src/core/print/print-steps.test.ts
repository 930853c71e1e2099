import { describe, expect, it } from 'vitest';
import type { Printer } from '../../contract/print.ts';
import { advance, type Means } from './print-steps.ts';
import type { LedgerJob, Move, Step } from './print-table.ts';
import type { Outcome, PrinterAdapter, Sight } from './printer-adapter.ts';

const PDF = new Uint8Array([1]);
const PRINTER: Printer = {
  name: 'badges',
  kind: 'ipp',
  state: 'ready',
  reason: null,
  warnings: [],
  media: { loaded: null, ready: [], needed: [] },
  resolutionDpi: null,
  supplies: [],
  queued: null,
};
const CHANGED_AT = '1970-01-01T00:00:20.400Z';
const OUT_OF_PAPER = { state: 'printing', reason: 'out-of-paper' } as const;

interface Scene {
  readonly sight?: Outcome<Sight>;
  readonly send?: Outcome<'taken' | 'unknown'>;
  readonly wish?: LedgerJob['wish'];
  readonly moveTo?: string;
  readonly begun?: string;
  readonly trouble?: LedgerJob['trouble'];
  readonly wasAway?: LedgerJob['wasAway'];
  readonly pdf?: null;
  readonly printer?: Partial<Printer>;
  /** Since it became what it is. */
  readonly afterMs?: number;
}

/** Takes one step; gives where the badge stands then, and what the print system was asked for. */
async function step(from: Step, scene: Scene = {}): Promise<{ move: Move; asked: string[] }> {
  const asked: string[] = [];
  const job: LedgerJob = {
    id: 'job',
    registration: 'SME-1',
    generation: 1,
    why: 'first',
    reprintReason: null,
    actor: 'Ana',
    priority: 0,
    printer: 'badges',
    chosen: 0,
    shared: 0,
    movedFrom: null,
    step: from,
    trouble: scene.trouble ?? null,
    wish: scene.wish ?? null,
    moveTo: scene.wish === 'move' ? (scene.moveTo ?? 'other') : null,
    anyway: 0,
    reference: from === 'queued' || from === 'rendered' ? null : '7',
    begun: scene.begun ?? null,
    wasAway: scene.wasAway ?? 0,
    pdf: scene.pdf === undefined ? PDF : scene.pdf,
    layout: null,
    undrawn: [],
    requestedAt: CHANGED_AT,
    changedAt: CHANGED_AT,
  };
  const means: Means = {
    adapter: adapter(scene, asked),
    render: async () => ({ ok: true, pdf: PDF, layout: 'plain' }),
    commit: (_job, move) => asked.push(`commit ${move.step}`),
    notice: () => undefined,
    explain: () => undefined,
    now: () => Date.parse(CHANGED_AT) + (scene.afterMs ?? 0),
  };
  return { move: await advance(job, means), asked };
}

function adapter(
  { sight = seen('reserved'), send = done('taken'), printer = OUT_OF_PAPER }: Scene,
  asked: string[],
): PrinterAdapter {
  function answer<Value>(name: string, outcome: Outcome<Value>): Promise<Outcome<Value>> {
    asked.push(name);
    return Promise.resolve(outcome);
  }
  return {
    printers: () => answer('printers', done([])),
    printer: (name) => answer('printer', done({ ...PRINTER, name, ...printer })),
    reserve: () => answer('reserve', done('8')),
    send: () => answer('send', send),
    look: () => answer('look', sight),
    cancel: () => answer('cancel', done(undefined)),
  };
}

function done<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

function seen(at: 'reserved' | 'void' | 'printed' | 'lost'): Outcome<Sight> {
  return done({ at });
}

const waiting = done<Sight>({ at: 'waiting', trouble: null });
const aborted = done<Sight>({ at: 'refused', trouble: 'aborted-by-printer', cause: '' });
const mayComeOut = done<Sight>({
  at: 'refused',
  trouble: 'cancelled-at-printer',
  cause: '',
  mayComeOut: true,
});
const unreachable = { ok: false, trouble: 'printer-unreachable', cause: '' } as const;

describe('a badge whose document may have been sent', () => {
  it.each([
    [
      'is given up while its reservation is empty',
      seen('reserved'),
      { step: 'sending', trouble: null },
      ['look', 'cancel'],
    ],
    [
      'is reserved anew once that is ended',
      seen('void'),
      { step: 'rendered', reference: null, trouble: null },
      ['look'],
    ],
    [
      'is spooled when the document is there',
      waiting,
      { step: 'spooled', trouble: 'out-of-paper' },
      ['look', 'printer'],
    ],
    ['is printed when it came out', seen('printed'), { step: 'printed', pdf: null }, ['look']],
    [
      'is for a person when its job is lost',
      seen('lost'),
      { step: 'sending', trouble: 'attention-needed' },
      ['look'],
    ],
    [
      'is stuck when the printer ended it',
      aborted,
      { step: 'sending', trouble: 'aborted-by-printer' },
      ['look'],
    ],
    ['waits when nobody answers', unreachable, { step: 'sending', trouble: 'printer-unreachable' }, ['look']],
  ] as const)('%s, and is never sent', async (_name, sight, move, asked) => {
    expect(await step('sending', { sight })).toEqual({ move: expect.objectContaining(move), asked });
  });
});

describe('a badge with a reservation', () => {
  it('is sent after that is committed', async () => {
    const { move, asked } = await step('reserved');
    expect(asked).toEqual(['commit sending', 'send']);
    expect(move).toMatchObject({ step: 'spooled', pdf: null });
  });

  it('is in doubt when the answer got lost', async () => {
    const { move } = await step('reserved', { send: done('unknown') });
    expect(move).toMatchObject({ step: 'sending', reference: '7', pdf: PDF });
  });

  it('is reserved anew after a certain refusal', async () => {
    const { move } = await step('reserved', { send: unreachable });
    expect(move).toMatchObject({ step: 'rendered', reference: null, trouble: 'printer-unreachable' });
  });
});

describe('a spooled badge', () => {
  it.each([
    ['shows what ails the printer', waiting, { step: 'spooled', trouble: 'out-of-paper' }],
    [
      'shows that its job is held',
      done<Sight>({ at: 'waiting', trouble: 'queue-paused' }),
      { trouble: 'queue-paused' },
    ],
    ['is printed when the print system says so', seen('printed'), { step: 'printed', trouble: null }],
    [
      'keeps when the print system began with it',
      done<Sight>({ at: 'waiting', trouble: null, begun: '12' }),
      { step: 'spooled', begun: '12' },
    ],
    [
      'does not count a beginning that has not reached the printer',
      done<Sight>({ at: 'waiting', trouble: null, begun: '12', mayBeAtPrinter: false }),
      { step: 'spooled', begun: null },
    ],
    ['is for a person when its job is lost', seen('lost'), { step: 'spooled', trouble: 'attention-needed' }],
    [
      'is for a person when its document is gone',
      seen('void'),
      { step: 'spooled', trouble: 'attention-needed' },
    ],
  ] as const)('%s', async (_name, sight, move) => {
    expect((await step('spooled', { sight })).move).toMatchObject(move);
  });
});

describe('a badge that the print system had begun with', () => {
  it.each([
    ['begins again', done<Sight>({ at: 'waiting', trouble: null, begun: '13' })],
    ['shall begin again', done<Sight>({ at: 'waiting', trouble: null, begun: null })],
  ] as const)('is asked back when it %s', async (_name, sight) => {
    const { move } = await step('spooled', { sight, begun: '12' });
    expect(move).toMatchObject({ step: 'spooled', wish: 'move', moveTo: 'badges' });
  });

  it.each([
    ['is printed when the first beginning came out', seen('printed'), { step: 'printed' }],
    [
      'is held when it cannot be known whether that did',
      aborted,
      { trouble: 'attention-needed', wish: null },
    ],
  ] as const)('%s', async (_name, sight, move) => {
    const taken = await step('spooled', { sight, begun: '12', wish: 'move', moveTo: 'badges', pdf: null });
    expect(taken.move).toMatchObject(move);
  });

  it('may begin again when its printer was busy for others', async () => {
    const sight = done<Sight>({ at: 'waiting', trouble: null, begun: '22', wasTurnedAway: true });
    const { move } = await step('spooled', { sight, begun: '12' });
    expect(move).toMatchObject({ step: 'spooled', begun: '22', wish: null });
  });

  it('goes on while it is the same beginning, also when the printer is out of reach', async () => {
    const sight = done<Sight>({ at: 'waiting', trouble: null, begun: '12', mayBeAtPrinter: false });
    const { move } = await step('spooled', { sight, begun: '12' });
    expect(move).toMatchObject({ step: 'spooled', begun: '12', trouble: 'out-of-paper' });
  });
});

describe('a badge of which nobody saw when the print system began with it', () => {
  const silent = { trouble: 'printer-unreachable' } as const;

  it('is asked back when the print system, silent since, has begun with it', async () => {
    const sight = done<Sight>({ at: 'waiting', trouble: null, begun: '20' });
    expect((await step('spooled', { sight, ...silent })).move).toMatchObject({
      wish: 'move',
      moveTo: 'badges',
    });
    expect((await step('sending', { sight, ...silent })).move).toMatchObject({
      wish: 'move',
      moveTo: 'badges',
    });
  });

  it.each([
    ['that was before the silence', '19', '19'],
    ['it has not begun yet', null, null],
  ] as const)('goes on when %s', async (_name, begun, noted) => {
    const sight = done<Sight>({ at: 'waiting', trouble: null, begun });
    const { move } = await step('spooled', { sight, ...silent });
    expect(move).toMatchObject({ step: 'spooled', begun: noted, trouble: 'out-of-paper', wish: null });
  });
});

describe('a badge that waits in a queue', () => {
  const untouched = done<Sight>({ at: 'waiting', trouble: null, begun: null, mayBeAtPrinter: false });
  const WELL = { reason: null } as const;

  it.each([
    ['stalls when nobody begins with it for a minute', 60_000, untouched, WELL, 'queue-stalled'],
    ['has its time until then', 59_999, untouched, WELL, null],
    ['waits while the printer has it', 600_000, waiting, WELL, null],
    ['waits with the reason of the printer', 600_000, untouched, OUT_OF_PAPER, 'out-of-paper'],
  ] as const)('%s', async (_name, afterMs, sight, printer, trouble) => {
    const { move } = await step('spooled', { sight, printer, afterMs });
    expect(move).toMatchObject({ step: 'spooled', trouble });
  });

  it('stays stalled until the print system begins with it', async () => {
    const stalled = { trouble: 'queue-stalled', printer: WELL } as const;
    expect((await step('spooled', { ...stalled, sight: untouched })).move.trouble).toBe('queue-stalled');
    const begun = done<Sight>({ at: 'waiting', trouble: null, begun: '30' });
    expect((await step('spooled', { ...stalled, sight: begun })).move.trouble).toBeNull();
  });
});

describe('a badge whose printer was off with the badge in it', () => {
  const forgotten = done<Sight>({ at: 'printed', isUnconfirmed: true });

  it('is remembered as such', async () => {
    const sight = done<Sight>({ at: 'waiting', trouble: null, begun: '12' });
    const { move } = await step('spooled', { sight, printer: { reason: 'printer-offline' } });
    expect(move).toMatchObject({ trouble: 'printer-offline', wasAway: 1 });
    expect((await step('spooled', { sight, wasAway: 1 })).move).toMatchObject({ wasAway: 1 });
  });

  it('is for a person when the printer has forgotten it, and printed when it has not', async () => {
    const { move } = await step('spooled', { sight: forgotten, wasAway: 1 });
    expect(move).toMatchObject({ step: 'spooled', trouble: 'attention-needed' });
    expect((await step('spooled', { sight: forgotten })).move).toMatchObject({ step: 'printed' });
    expect((await step('spooled', { sight: seen('printed'), wasAway: 1 })).move.step).toBe('printed');
  });
});

describe('a badge that is drawn', () => {
  it('goes to its queue, also to one that says that it has no paper: many notice new paper only so', async () => {
    const { move, asked } = await step('rendered');
    expect(asked).toEqual(['printer', 'reserve']);
    expect(move).toMatchObject({ step: 'reserved', reference: '8', trouble: null });
  });

  it('stays out of a queue that stands still, so that it can go elsewhere', async () => {
    const { move, asked } = await step('rendered', { printer: { state: 'stopped', reason: 'queue-paused' } });
    expect(asked).toEqual(['printer']);
    expect(move).toMatchObject({ step: 'rendered', reference: null, trouble: 'queue-paused' });
  });
});

describe('a badge that shall not come out here', () => {
  const CANCELLED = { step: 'cancelled', reference: null, pdf: null, wish: null, trouble: null };
  const SUPERSEDED = { ...CANCELLED, step: 'superseded' };
  const MOVED = { reference: null, wish: null, moveTo: null, printer: 'other', movedFrom: 'badges' };
  const HELD = { trouble: 'attention-needed', wish: null, moveTo: null, printer: 'badges' };

  it.each([
    ['is cancelled when the print system gave it up', 'cancel', aborted, CANCELLED],
    ['is superseded when the print system gave it up', 'supersede', aborted, SUPERSEDED],
    [
      'is drawn again elsewhere when the print system gave it up',
      'move',
      aborted,
      { ...MOVED, step: 'queued' },
    ],
    ['is printed when it was too late to cancel', 'cancel', seen('printed'), { step: 'printed' }],
    [
      'is printed when it was too late to move',
      'move',
      seen('printed'),
      { step: 'printed', printer: 'badges' },
    ],
    [
      'stays while the print system still has it, and shows what ails the printer',
      'move',
      waiting,
      { step: 'spooled', wish: 'move', trouble: 'out-of-paper' },
    ],
    ['stays while nobody answers', 'move', unreachable, { step: 'spooled', trouble: 'printer-unreachable' }],
    ['is held and not moved when its job is lost', 'move', seen('lost'), HELD],
    ['is held and not moved when its document is gone', 'move', seen('void'), HELD],
    ['is held and not superseded when its job is lost', 'supersede', seen('lost'), HELD],
    ['is given up by a person though its job is lost', 'cancel', seen('lost'), CANCELLED],
    ['is held and not moved when the printer may still have it', 'move', mayComeOut, HELD],
    ['is given up by a person though the printer may still have it', 'cancel', mayComeOut, CANCELLED],
  ] as const)('%s', async (_name, wish, sight, move) => {
    const taken = await step('spooled', { sight, wish, pdf: null });
    expect(taken.move).toMatchObject(move);
    expect(taken.asked.slice(0, 2)).toEqual(['cancel', 'look']);
  });

  it.each([
    ['queued', []],
    ['rendered', []],
    ['reserved', ['cancel']],
  ] as const)('goes elsewhere at once while it is %s, as it is drawn', async (from, asked) => {
    const taken = await step(from, { wish: 'move', sight: waiting });
    expect(taken.move).toMatchObject({ ...MOVED, step: 'rendered', pdf: PDF });
    expect(taken.asked).toEqual(asked);
  });

  it('goes elsewhere when its queue ended it before it was sent', async () => {
    const { move } = await step('sending', { wish: 'move', sight: seen('void') });
    expect(move).toMatchObject({ ...MOVED, step: 'rendered' });
  });
});
