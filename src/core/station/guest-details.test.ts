import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Checkpoint } from '../../contract/event.ts';
import type { Result } from '../../contract/failure.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { openStation } from './open-station.ts';
import type { Station } from './station.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // processes and disks, on a machine that does more

const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const GUESTS = `registration_id,code,family_name,given_name,latin_name,category,organization,hold,status
R1,AAA,欧阳,小明,Ouyang Xiaoming,delegate,清华大学,,confirmed
R2,BBB,李,娜,,vip,清华大学 ,是,confirmed
R3,CCC,王,伟,,press,清华大学,,cancelled
R4,DDD,Li,Zoë,,press,Tsinghua,,confirmed
`;
const FORM = {
  name: '欧阳小明',
  latinName: '',
  organization: '清华大学',
  category: 'delegate',
  form: '0190a5d0-0000-4000-8000-00000000000a',
  apartFrom: [],
};

let folder: string;
let station: Station;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guest-details-'));
  station = await openDesk();
});
afterEach(async () => {
  await station.close();
  rmSync(folder, { recursive: true });
});

async function openDesk(): Promise<Station> {
  let nowMs = NINE;
  const opened = taken(
    openStation({
      folder,
      background: false,
      // A second passes with each look at the clock.
      now: () => (nowMs += 1_000),
      log: pino({ level: 'silent' }),
    }),
  );
  taken(opened.configure({ name: 'Desk 3' }));
  const list = { name: 'guests.csv', bytes: new TextEncoder().encode(GUESTS) };
  taken(await opened.importList({ file: list, encoding: null, dryRun: false }));
  return opened;
}

function change(rules: Partial<Checkpoint>): void {
  const { event } = station.status();
  const checkpoints = event.checkpoints.map((checkpoint) => ({ ...checkpoint, ...rules }));
  taken(station.initEvent('event.json', JSON.stringify({ ...event, checkpoints })));
}

function taken<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.failure));
}

function failureOf(result: Result<unknown>) {
  if (result.ok) throw new Error('not refused');
  return result.failure;
}

describe('what a desk is told of a guest', () => {
  test('is who let them in when and where, their notes and what was put right, without what was taken back', () => {
    const first = taken(station.checkIn('R1')).op?.id ?? '';
    taken(station.undo(first));
    const second = taken(station.checkIn('R1')).op?.id ?? '';
    taken(station.note('R1', '需要轮椅'));
    taken(station.correct('R1', { givenName: '晓明' }));
    const deed = { stationName: 'Desk 3', actor: 'desk' };
    expect(taken(station.guest('R1'))).toMatchObject({
      registration: { givenName: '晓明' },
      admission: { op: second },
      isInside: true,
      isToBeMet: false,
      passes: [{ ...deed, op: second, checkpoint: 'main', way: 'in' }],
      notes: [{ ...deed, text: '需要轮椅' }],
      corrections: [{ ...deed, before: { givenName: '小明' }, after: { givenName: '晓明' } }],
      badges: [],
      merges: [],
    });
  });

  test('names each badge, and why an earlier one stopped working', async () => {
    const { printJob } = taken(station.checkIn('R1'));
    await station.printed(printJob ?? '', 30_000);
    const again = taken(station.printBadge('R1', { reprint: { reason: 'corrected' } }));
    await station.printed(again.id, 30_000);
    expect(taken(station.guest('R1')).badges).toMatchObject([
      { generation: 2, printer: 'pdf-folder', voided: null },
      { generation: 1, voided: 'corrected' },
    ]);
  });

  test('says whether they are to be met', () => {
    expect(taken(station.guest('R2')).isToBeMet).toBe(true);
    taken(station.confirmHold('R2'));
    expect(taken(station.guest('R2')).isToBeMet).toBe(false);
  });

  test('says whether they are inside, where they can be scanned out', () => {
    expect(failureOf(station.checkOut('R1')).code).toBe('exits-not-tracked');
    change({ tracksExit: true });
    taken(station.checkIn('R1'));
    expect(taken(station.guest('R1')).isInside).toBe(true);
    expect(taken(station.checkOut('R1')).op).toMatchObject({ kind: 'exit' });
    expect(taken(station.guest('R1'))).toMatchObject({
      isInside: false,
      passes: [{ way: 'out' }, { way: 'in' }],
    });
    expect(failureOf(station.checkOut('R9')).code).toBe('registration-unknown');
  });

  test('names the walk-ins who were said to be this guest, who can be parted again', () => {
    const walkIn = taken(station.register(FORM)).registration?.id ?? '';
    const [question] = station.conflicts();
    const entry = question?.second.op ?? '';
    taken(station.settle({ entry, decision: 'same-person', other: 'R1' }));
    const { registration, merges } = taken(station.guest(walkIn));
    expect(registration.id).toBe('R1');
    expect(merges).toMatchObject([
      { walkIn, other: 'R1', entry, stationName: 'Desk 3', registration: { id: walkIn, familyName: '欧阳' } },
    ]);
    taken(station.settle({ entry, decision: 'somebody-else', other: 'R1' }));
    expect(taken(station.guest('R1')).merges).toEqual([]);
    expect(taken(station.guest(walkIn)).registration.id).toBe(walkIn);
  });

  test('is refused for somebody whom nobody knows', () => {
    expect(failureOf(station.guest('R9')).code).toBe('registration-unknown');
  });
});

test('a correction changes the fields that it names, and no other', () => {
  taken(station.correct('R1', { title: 'Dr.', badgeName: '小明' }));
  taken(station.correct('R1', { organization: '北京大学' }));
  expect(taken(station.guest('R1')).registration).toMatchObject({ title: 'Dr.', badgeName: '小明' });
  expect(station.ops().at(-1)).toMatchObject({ payload: { after: { organization: '北京大学' } } });
});

describe('what a person types', () => {
  test.each([
    [{ organization: 'x'.repeat(301) }, 'The organisation is too long: at most 300', '“单位”太长：最多 300'],
    [{ familyName: 'x'.repeat(201) }, 'The family name is too long: at most 200', '“姓”太长：最多 200'],
    [{ familyName: '', givenName: ' ', latinName: '' }, 'A name is needed', '请填写姓名'],
  ])('is refused with the field in words: case %#', (after, en, zh) => {
    const failure = failureOf(station.correct('R1', after));
    expect(failureSentence(failure, 'en')).toContain(en);
    expect(failureSentence(failure, 'zh')).toContain(zh);
    expect(station.ops()).toEqual([]);
  });

  test('as a note is neither empty nor endless', () => {
    expect(failureSentence(failureOf(station.note('R1', ' ')), 'en')).toBe(
      'The note is empty: write something.',
    );
    expect(failureSentence(failureOf(station.note('R1', 'x'.repeat(2001))), 'zh')).toContain('“备注”太长');
  });
});

describe('a delegation', () => {
  test('is everybody of the organisation by name, however it is spaced, with who is in already', () => {
    taken(station.checkIn('R1'));
    const { organization, guests } = taken(station.group(' 清华大学'));
    expect(organization).toBe(' 清华大学');
    expect(guests.map(({ registration, admission }) => [registration.id, admission !== null])).toEqual([
      ['R2', false],
      ['R1', true],
      ['R3', false],
    ]);
    expect(failureOf(station.group('nobody')).code).toBe('organization-unknown');
  });

  test('has a walk-in who is one of them once', () => {
    taken(station.register(FORM));
    expect(taken(station.group('清华大学')).guests).toHaveLength(4);
    const entry = station.conflicts()[0]?.second.op ?? '';
    taken(station.settle({ entry, decision: 'same-person', other: 'R1' }));
    expect(taken(station.group('清华大学')).guests.map(({ registration }) => registration.id)).toEqual([
      'R2',
      'R1',
      'R3',
    ]);
  });
});

describe('a walk-in', () => {
  test('is taken down, let in and given a badge at once', () => {
    const result = taken(station.register({ ...FORM, latinName: ' Ouyang Xiaoming ' }));
    expect(result).toMatchObject({
      verdict: 'admit',
      registration: {
        familyName: '欧阳',
        givenName: '小明',
        latinName: 'Ouyang Xiaoming',
        category: 'delegate',
      },
    });
    expect(result.printJob).not.toBeNull();
    expect(station.ops().map(({ kind }) => kind)).toEqual(['walk-in', 'entry']);
    expect(taken(station.scan(result.registration?.code ?? '', 'scanner')).verdict).toBe('already-in');
  });

  test('is one guest when the answer got lost and the form is sent again', () => {
    const first = taken(station.register(FORM));
    const again = taken(station.register(FORM));
    expect(again).toMatchObject({ verdict: 'already-in', registration: { id: first.registration?.id } });
    expect(station.ops()).toHaveLength(2);
  });

  test('is taken down and told the rules where the checkpoint is for others, or scans out', () => {
    change({ categories: ['vip'] });
    const refused = taken(station.register(FORM));
    expect(refused).toMatchObject({ verdict: 'wrong-category', op: null, printJob: null });
    expect(station.ops().map(({ kind }) => kind)).toEqual(['walk-in']);

    change({ categories: null, tracksExit: true });
    taken(station.configure({ direction: 'out' }));
    const form = '0190a5d0-0000-4000-8000-00000000000b';
    expect(taken(station.register({ ...FORM, form })).op).toMatchObject({ kind: 'entry' });
  });

  test.each([
    [{ name: ' ' }, 'name-missing'],
    [{ name: 'x'.repeat(201) }, 'text-too-long'],
    [{ category: 'nobody' }, 'category-unknown'],
  ])('is refused and leaves nothing behind: case %#', (wrong, code) => {
    expect(failureOf(station.register({ ...FORM, ...wrong })).code).toBe(code);
    expect(station.ops()).toEqual([]);
  });

  test('who was said to be somebody else is not asked about again', () => {
    taken(station.register({ ...FORM, apartFrom: ['R1'] }));
    expect(station.conflicts()).toEqual([]);
    expect(station.ops().at(-1)).toMatchObject({ kind: 'entry' });
    expect(station.ops().map(({ kind }) => kind)).toContain('conflict-settled');
  });
});

describe('whom a walk-in may be', () => {
  function told(form: Partial<typeof FORM>) {
    const { form: _form, apartFrom: _apartFrom, ...texts } = { ...FORM, organization: '', ...form };
    return station.alike(texts).map(({ hit, likeness }) => `${hit.registration.id} ${likeness}`);
  }

  test.each([
    ['the same name', { name: '欧阳小明' }, ['R1 same']],
    ['the Latin name in another order', { name: 'xiaoming OUYANG' }, ['R1 same']],
    ['the name without its accents', { name: 'li zoe' }, ['R4 same']],
    ['a name that sounds the same', { name: '欧阳晓明' }, ['R1 similar']],
    ['the beginning of a name', { name: 'ouyang' }, ['R1 similar']],
    ['a family name alone', { name: '欧' }, []],
    ['nobody alike', { name: '赵敏' }, []],
    ['no name', { name: '' }, []],
  ])('is told by %s', (_by, form, expected) => {
    expect(told(form)).toEqual(expected);
  });

  test('is told with whether they are in already', () => {
    taken(station.checkIn('R1'));
    const { form: _form, apartFrom: _apartFrom, ...texts } = FORM;
    expect(station.alike(texts)).toMatchObject([
      { hit: { admission: { checkpoint: 'main' } }, likeness: 'same' },
    ]);
  });
});
