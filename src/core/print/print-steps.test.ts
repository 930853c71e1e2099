import { describe, expect, it } from 'vitest';
import { advance, type Means } from './print-steps.ts';
import type { LedgerJob, Move, Step } from './print-table.ts';
import type { Outcome, PrinterAdapter, Sight } from './printer-adapter.ts';

const PDF = new Uint8Array([1]);

interface Scene {
  readonly sight?: Outcome<Sight>;
  readonly send?: Outcome<'taken' | 'unknown'>;
  readonly cancelAsked?: 0 | 1;
}

/** Takes one step; gives where the badge stands then, and what the print system was asked for. */
async function step(from: Step, scene: Scene = {}): Promise<{ move: Move; asked: string[] }> {
  const asked: string[] = [];
  const job: LedgerJob = {
    id: 'job',
    registration: 'SME-1',
    printer: 'badges',
    step: from,
    trouble: null,
    cancelAsked: scene.cancelAsked ?? 0,
    reference: '7',
    pdf: PDF,
    generation: 1,
    requestedAt: '',
    changedAt: '',
  };
  const means: Means = {
    adapter: adapter(scene, asked),
    render: async () => ({ ok: true, pdf: PDF }),
    commit: (_job, move) => asked.push(`commit ${move.step}`),
    notice: () => undefined,
    explain: () => undefined,
  };
  return { move: await advance(job, means), asked };
}

function adapter({ sight = seen('reserved'), send = done('taken') }: Scene, asked: string[]): PrinterAdapter {
  function answer<Value>(name: string, outcome: Outcome<Value>): Promise<Outcome<Value>> {
    asked.push(name);
    return Promise.resolve(outcome);
  }
  return {
    printers: () => answer('printers', done([])),
    printer: (name) =>
      answer('printer', done({ name, kind: 'ipp', state: 'stopped', reason: 'out-of-paper' })),
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

describe('a badge that shall be cancelled', () => {
  it.each([
    ['is cancelled when the print system gave it up', aborted, 'cancelled'],
    ['is printed when that was too late', seen('printed'), 'printed'],
    ['stays while the print system still has it', waiting, 'spooled'],
    ['stays while nobody answers', unreachable, 'spooled'],
  ] as const)('%s', async (_name, sight, state) => {
    const { move, asked } = await step('spooled', { sight, cancelAsked: 1 });
    expect(move.step).toBe(state);
    expect(asked).toEqual(['cancel', 'look']);
  });
});
