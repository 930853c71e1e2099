import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import worldSmeConference from '../../../resources/events/world-sme-conference-2026.json' with {
  type: 'json',
};
import { encodeText } from '../../../tests/fixtures/legacy-encoder.ts';
import { type Event, EventSchema } from '../../contract/event.ts';
import type { ListEncoding } from '../../contract/list-import.ts';
import { RegistrationSchema } from '../../contract/registration.ts';
import { type ListReading, readList } from './read-list.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // whole lists, on a machine that does more

const event = EventSchema.parse(worldSmeConference);

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../../tests/fixtures/${name}`, import.meta.url));
}

async function read(
  content: string | Uint8Array,
  options: { event?: Event; encoding?: ListEncoding } = {},
): Promise<ListReading> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const reading = await readList(
    { name: 'list.csv', bytes },
    { encoding: options.encoding ?? null, event: options.event ?? event },
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.failure));
  return reading.value;
}

async function refusal(content: string | Uint8Array, encoding: ListEncoding | null = null) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const reading = await readList({ name: 'list.csv', bytes }, { encoding, event });
  return reading.ok ? reading.value : reading.failure;
}

/** One row of a list with these cells; a comma separates. */
async function readCells(headers: string, cells: string, ofEvent = event) {
  const { registrations, problems } = await read(`id,surname,category,${headers}\n7,Li,vip,${cells}\n`, {
    event: ofEvent,
  });
  return registrations[0] ?? problems.map(({ column, reason, value }) => ({ column, reason, value }));
}

const FIELDS = [
  'id',
  'code',
  'familyName',
  'givenName',
  'latinName',
  'organization',
  'jobTitle',
  'country',
  'category',
  'validDays',
  'status',
  'phone',
  'notes',
];

describe('lists as organisers send them', () => {
  it.each([
    ['attendees-2000.csv', 'utf-8', ',', 2000],
    ['attendees-bom-semicolon.csv', 'utf-8', ';', 200],
    ['attendees-gbk.csv', 'gb18030', ',', 200], // case 35 of the cases from the field
    ['attendees-utf16.tsv', 'utf-16le', '\t', 200],
  ] as const)('%s is read as %s with every column and row', async (name, encoding, delimiter, rows) => {
    const reading = await read(fixture(name));
    expect(reading).toMatchObject({ format: 'csv', encoding, delimiter, rows, problems: [] });
    expect(reading.columns.map(({ field }) => field)).toEqual(FIELDS);
    expect(reading.registrations).toHaveLength(rows);
    for (const registration of reading.registrations) RegistrationSchema.parse(registration);
  });

  it.each(['attendees-bom-semicolon.csv', 'attendees-gbk.csv', 'attendees-utf16.tsv'])(
    '%s gives the same people, character by character, as the UTF-8 list',
    async (name) => {
      const everybody = new Map(
        (await read(fixture('attendees-2000.csv'))).registrations.map((r) => [r.id, r]),
      );
      for (const person of (await read(fixture(name))).registrations)
        expect(person).toEqual(everybody.get(person.id));
    },
  );

  it('keeps names in every script as they are written', async () => {
    const { registrations } = await read(fixture('attendees-2000.csv'));
    expect(registrations[0]).toEqual({
      id: 'SME000001',
      code: 'V1JE2TGNKVK9',
      familyName: '刘',
      givenName: '𬱖',
      latinName: 'Liu J.',
      title: '',
      badgeName: '',
      organization: 'Belt & Road Trade Council',
      jobTitle: 'Visual merchandiser',
      country: 'CN',
      category: 'speaker',
      validDays: ['2026-06-21', '2026-06-22', '2026-06-23'],
      status: 'confirmed',
      statusSince: null,
      hold: false,
      phone: '011292916474',
      notes: '',
    });
    expect(registrations[3]?.notes).toBe('vegetarian, "no peanuts"');
    expect(registrations[8]).toMatchObject({ familyName: 'क्षत्रिय', givenName: 'प्रिया', jobTitle: 'Министр' });
  });

  it('refuses each bad row of attendees-bad-rows.csv with line, column and reason, and takes the others', async () => {
    const reading = await read(fixture('attendees-bad-rows.csv'));
    expect(reading.rows).toBe(10);
    expect(reading.registrations.map(({ id }) => id)).toEqual([
      'SME000001',
      'SME000002',
      'SME000003',
      'SME000004',
      'SME000005',
      'SME000009',
    ]);
    expect(reading.problems).toEqual([
      { line: 7, column: 'registration_id', reason: 'id-repeated', value: 'SME000001' },
      { line: 8, column: 'registration_id', reason: 'id-missing', value: '' },
      {
        line: 9,
        column: 'organization',
        reason: 'row-short',
        value: 'SME000007 T3QWKT2CJ442 Featherstonehaugh Siobhán ',
      },
      { line: 10, column: 'category', reason: 'category-unknown', value: 'nonsense' },
      { line: 10, column: 'valid_days', reason: 'date-impossible', value: '2026-13-45' },
      { line: 10, column: 'status', reason: 'status-unknown', value: 'perhaps' },
      { line: 10, column: 'phone', reason: 'phone-mangled', value: '1.38E+10' },
    ]);
  });
});

describe('a file that is no list is refused whole', () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
  const xls = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0, 0, 0, 0, 0];
  it.each<[string, string | Uint8Array]>([
    ['empty', ''],
    ['blank', ' \r\n\r\n\t\r\n'],
    ['a log-in page', '\n<!DOCTYPE html>\n<html><body><form>id, name, category</form></body></html>'],
    ['JSON', '{"id": 1, "name": "Li", "category": "vip"}'],
    ['a PDF', '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>, id, name\nendobj'],
    ['prose', 'Dear guests\nwelcome to Beijing\n'],
    ['a PNG picture', Uint8Array.from(png)],
    ['an old XLS', Uint8Array.from(xls)],
    [
      'random bytes',
      Uint8Array.from({ length: 4096 }, (_, index) => (index * 167 + (index >> 3) * 91) % 256),
    ],
    ['a broken ZIP', Uint8Array.from([0x50, 0x4b, 3, 4, ...png])],
    ['UTF-16 cut in the middle of a character', Uint8Array.from([0xff, 0xfe, 0x69])],
    [
      'UTF-8 by its mark, but not by its bytes',
      Uint8Array.from([0xef, 0xbb, 0xbf, 0x69, 0x64, 0x2c, 0xb1, 0xe0]),
    ],
  ])('%s', async (_, content) => {
    expect(await refusal(content)).toMatchObject({ code: 'file-not-a-list', details: { file: 'list.csv' } });
  });

  it('any other bytes, or are read: nothing makes the reader throw', async () => {
    const start = fc.constantFrom<number[]>(
      [],
      [0x50, 0x4b, 3, 4],
      [0xff, 0xfe],
      [0xfe, 0xff],
      [0xef, 0xbb, 0xbf],
    );
    const anyBytes = fc.tuple(start, fc.uint8Array({ maxLength: 300 }));
    const anyText = fc.string({ unit: fc.constantFrom(...'id,name,category\n1;"\'\t|=李 '), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(anyBytes, async ([mark, bytes]) => {
        await refusal(Uint8Array.from([...mark, ...bytes]));
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const answer = await refusal(`id,name,category\n${text}`);
        expect(answer).toHaveProperty('registrations');
      }),
    );
  });

  it('bytes that are not in the encoding that was chosen', async () => {
    expect(await refusal(fixture('attendees-gbk.csv'), 'utf-8')).toMatchObject({ code: 'file-not-a-list' });
  });

  it('a list without the columns that it takes, with their names', async () => {
    expect(await refusal('id,code,phone\n1,A,2\n')).toEqual({
      code: 'columns-missing',
      details: { file: 'list.csv', columns: 'name / 姓名, category / 类别' },
    });
    expect(await refusal('姓名,类别\n李,贵宾\n')).toMatchObject({
      details: { columns: 'registration_id / 编号' },
    });
    expect(await refusal('colour;taste\nred;sweet\n')).toMatchObject({ code: 'columns-missing' });
  });
});

describe('rows', () => {
  it('are counted by the line on which they start, quoted line ends and blank lines included', async () => {
    const text =
      'id,name,category,notes\r\n1,Li,vip,"two\r\nlines"\r\n\r\n2,Li,wrong,\r\n3,"Li\r\n\r\nZoë",vip,\r\n4,Li,wrong,\r\n';
    const reading = await read(text);
    expect(reading.rows).toBe(4);
    expect(reading.problems.map(({ line }) => line)).toEqual([5, 9]);
    expect(reading.registrations.map(({ notes }) => notes)).toEqual(['two\nlines', '']);
    expect(reading.registrations[1]?.familyName).toBe('Li Zoë');
  });

  it.each(['\n', '\r'])('are found with %j as line end', async (lineEnd) => {
    const reading = await read(['id,name,category', '1,Li,vip', '2,Li,wrong'].join(lineEnd));
    expect(reading).toMatchObject({ rows: 2, problems: [{ line: 3, reason: 'category-unknown' }] });
  });

  it('are read below a title and say the line of the file', async () => {
    const reading = await read(
      '第二届世界中小企业大会参会名单,,\n\n编号,姓名,类别\n1,欧阳小明,贵宾\n2,李,没有\n',
    );
    expect(reading.registrations).toMatchObject([
      { id: '1', familyName: '欧阳', givenName: '小明', category: 'vip' },
    ]);
    expect(reading.problems).toMatchObject([{ line: 5, column: '类别', value: '没有' }]);
  });

  it('with more cells than columns are refused, unless the surplus is blank', async () => {
    const reading = await read('id,name,category\n1,Li,vip,,\n2,Li, Zoë,vip\n');
    expect(reading.registrations).toHaveLength(1);
    expect(reading.problems).toEqual([{ line: 3, column: 'category', reason: 'row-long', value: 'vip' }]);
  });

  it('whose quotes do not close are refused with the line on which they open', async () => {
    const reading = await read('id,name,category\n1,Li,vip\n2,"Li,vip\n3,Li,vip\n');
    expect(reading.registrations.map(({ id }) => id)).toEqual(['1']);
    expect(reading.problems).toMatchObject([{ line: 3, reason: 'quotes-broken' }]);
  });

  it('repeating an id or a code are refused; the first that was taken stands', async () => {
    const reading = await read(
      'id,code,name,category\n1,A,First,wrong\n1,A,Second,vip\n1,B,Third,vip\n2,A,Fourth,vip\n1,A,Second,vip\n2,B,Fifth,vip\n',
    );
    expect(reading.registrations.map(({ familyName }) => familyName)).toEqual(['Second', 'Fifth']);
    expect(reading.problems.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [2, 'category', 'category-unknown'],
      [4, 'id', 'id-repeated'],
      [5, 'code', 'code-repeated'],
      [6, 'id', 'id-repeated'],
    ]);
  });
});

describe('columns', () => {
  async function fields(headers: string) {
    const delimiter = headers.includes('|') ? '|' : ',';
    const cells = headers.split(delimiter).map((_, index) => `${index}`);
    const one = EventSchema.parse({ ...event, categories: event.categories.slice(0, 1) });
    const { columns } = await read(`${headers}\n${cells.join(delimiter)}\n`, { event: one });
    return columns.map(({ field }) => field);
  }

  it.each([
    [
      'Registration ID,QR Code,Last Name,First Name,Company,Title,Nationality,Ticket Type,Mobile,Remarks',
      [
        'id',
        'code',
        'familyName',
        'givenName',
        'organization',
        'jobTitle',
        'country',
        'category',
        'phone',
        'notes',
      ],
    ],
    [
      '报名号|签到码|姓氏|名|英文名|公司|职位|国籍|参会类型|参会日期|手机|备注',
      [
        'id',
        'code',
        'familyName',
        'givenName',
        'latinName',
        'organization',
        'jobTitle',
        'country',
        'category',
        'validDays',
        'phone',
        'notes',
      ],
    ],
    ['编号/ID,二维码,姓名 Name,联系电话（手机）,*单位名称*', ['id', 'code', 'name', 'phone', 'organization']],
    ['id,code,name,Title,Job title,Badge name', ['id', 'code', 'name', 'title', 'jobTitle', 'badgeName']],
    ['编号,姓名,称谓,头衔,胸卡姓名', ['id', 'code', 'name', 'title', 'jobTitle', 'badgeName']],
    ['id,code,name,Honorific,Title', ['id', 'code', 'name', 'title', 'jobTitle']],
    ['id,code,surname,name', ['id', 'code', 'familyName', 'givenName']],
    ['id,code,name,Shoe size,Full name', ['id', 'code', 'name', null, null]],
  ])('%s', async (headers, expected) => {
    expect(await fields(headers)).toEqual(expected);
  });

  it('of ids serve as codes where there are none, and the report says so', async () => {
    const reading = await read('编号,姓名,类别\nA7,李,贵宾\n');
    expect(reading.columns).toEqual([
      { header: '编号', field: 'id' },
      { header: '编号', field: 'code' },
      { header: '姓名', field: 'name' },
      { header: '类别', field: 'category' },
    ]);
    expect(reading.registrations[0]).toMatchObject({ id: 'A7', code: 'A7' });
  });
});

describe('values', () => {
  const rounded = [{ column: 'phone', reason: 'phone-mangled', value: '1.38E+10' }];
  it.each([
    ['phone', '０１３８　００', { phone: '0138　00' }],
    ['phone', '1.38E+10', rounded],
    ['phone', '="013800138000"', { phone: '013800138000' }],
    ['code', ' Ａ１２\u200B ', { code: 'Ａ12' }],
    ['code', '', [{ column: 'code', reason: 'code-missing', value: '' }]],
    ['code', '1.2E+17', [{ column: 'code', reason: 'number-mangled', value: '1.2E+17' }]],
    ['given name', '  Zoe\u0308 ', { givenName: 'Zoë' }],
    [
      'given name',
      'x'.repeat(201),
      [{ column: 'given name', reason: 'text-too-long', value: `${'x'.repeat(79)}…` }],
    ],
    ['status', '', { status: 'confirmed' }],
    ['status', '已取消', { status: 'cancelled' }],
    ['status', 'Canceled', { status: 'cancelled' }],
    ['status', '禁止入场', { status: 'blocked' }],
    ['hold', 'Yes', { hold: true }],
    ['VIP接待', '需接待', { hold: true }],
    ['需接待', '是', { hold: true }],
    ['礼宾', '否', { hold: false }],
    ['接待', '', { hold: false }],
    ['hold', '再说', [{ column: 'hold', reason: 'hold-unknown', value: '再说' }]],
    ['status', '待审核', [{ column: 'status', reason: 'status-unknown', value: '待审核' }]],
    ['country', '马尔代夫', { country: 'MV' }],
    ['country', 'Atlantis', [{ column: 'country', reason: 'country-unknown', value: 'Atlantis' }]],
    ['valid_days', '6月21日、6月23日', { validDays: ['2026-06-21', '2026-06-23'] }],
    ['valid_days', '2026/2/29', [{ column: 'valid_days', reason: 'date-impossible', value: '2026/2/29' }]],
  ] as const)('%s %j', async (header, value, expected) => {
    const result = await readCells(header, `"${value.replaceAll('"', '""')}"`);
    if (Array.isArray(expected)) expect(result).toEqual(expected);
    else expect(result).toMatchObject(expected);
  });

  it.each([
    ['vip', 'vip'],
    ['VIP', 'vip'],
    ['贵宾', 'vip'],
    ['Government', 'government'],
  ])('category %s is %s', async (word, category) => {
    const { registrations } = await read(`id,name,category\n1,Li,${word}\n`);
    expect(registrations).toMatchObject([{ category }]);
  });

  it('an empty category is refused where the event has several, and is the only one where it has one', async () => {
    const list = 'id,name,category\n1,Li,\n';
    expect((await read(list)).problems).toMatchObject([
      { column: 'category', reason: 'category-unknown', value: '' },
    ]);
    const one = EventSchema.parse({ ...event, categories: event.categories.slice(0, 1) });
    expect((await read(list, { event: one })).registrations).toMatchObject([{ category: 'delegate' }]);
  });

  it('a person without any name is taken: the desk asks', async () => {
    const { registrations } = await read('id,name,category\n1,  ,vip\n');
    expect(registrations).toMatchObject([{ familyName: '', givenName: '', latinName: '' }]);
  });
});

describe('an encoding that a person chooses', () => {
  it('is taken before every guess', async () => {
    const list = encodeText('id,name,category\n1,叶强,vip\n', 'gb18030'); // valid UTF-8 too
    expect((await read(list)).encoding).toBe('utf-8');
    const reading = await read(list, { encoding: 'gb18030' });
    expect(reading).toMatchObject({
      encoding: 'gb18030',
      registrations: [{ familyName: '叶', givenName: '强' }],
    });
  });
});
