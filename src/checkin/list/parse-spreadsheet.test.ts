import { describe, expect, it, vi } from 'vitest';
import writeSheet, { type SheetData } from 'write-excel-file/universal';
import worldSmeConference from '../../../resources/events/world-sme-conference-2026.json' with {
  type: 'json',
};
import { EventSchema } from '../../contract/event.ts';
import { readList } from './read-list.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // whole lists, on a machine that does more

const event = EventSchema.parse(worldSmeConference);
const HEADERS = ['编号', '二维码', '姓名', '单位', '类别', '参会日期', '手机', '备注'];
const DAY_FORMATS = ['yyyy-mm-dd', 'yyyy/m/d', 'yyyy"年"m"月"d"日"', 'm"月"d"日"', 'dd/mm/yyyy'];

async function read(sheet: SheetData) {
  const bytes = new Uint8Array(await (await writeSheet(sheet).toBlob()).arrayBuffer());
  const reading = await readList({ name: 'list.xlsx', bytes }, { encoding: null, event });
  if (!reading.ok) throw new Error(JSON.stringify(reading.failure));
  return reading.value;
}

function headerRow(): SheetData[number] {
  return HEADERS.map((value) => ({ value, type: String }));
}

function person(index: number): SheetData[number] {
  return [
    { value: 260000 + index, type: Number },
    { value: `C${index}`, type: String },
    { value: index % 2 === 0 ? '欧阳小明' : ' Zoë "Li" & <Co> ', type: String },
    index % 3 === 0 ? { value: '北京\n雁栖湖', type: String } : null,
    { value: '代表', type: String },
    {
      value: new Date(Date.UTC(2026, 5, 21)),
      type: Date,
      format: DAY_FORMATS[index % DAY_FORMATS.length] ?? '',
    },
    { value: 13800138000 + index, type: Number },
    null,
  ];
}

describe('an XLSX list', () => {
  it('of 2,000 rows is read with numbers as ids and phones, and real dates of any format', async () => {
    const reading = await read([headerRow(), ...Array.from({ length: 2000 }, (_, index) => person(index))]);
    expect(reading).toMatchObject({
      format: 'xlsx',
      encoding: null,
      delimiter: null,
      rows: 2000,
      problems: [],
    });
    expect(reading.registrations).toHaveLength(2000);
    for (const [index, registration] of reading.registrations.entries()) {
      const isHan = index % 2 === 0;
      expect(registration).toMatchObject({
        id: `${260000 + index}`,
        code: `C${index}`,
        familyName: isHan ? '欧阳' : 'Zoë "Li" & <Co>',
        givenName: isHan ? '小明' : '',
        organization: index % 3 === 0 ? '北京 雁栖湖' : '',
        validDays: ['2026-06-21'],
        phone: `${13800138000 + index}`,
      });
    }
  });

  it('says the number of the row, below a title and blank rows', async () => {
    const wrong = person(2).map((cell, column) => (column === 4 ? { value: '没有', type: String } : cell));
    const blank: SheetData[number] = [null, null];
    const reading = await read([
      [{ value: '参会名单', type: String }],
      blank,
      headerRow(),
      person(1),
      blank,
      wrong,
    ]);
    expect(reading).toMatchObject({
      rows: 2,
      problems: [{ line: 6, column: '类别', reason: 'category-unknown', value: '没有' }],
    });
  });

  it('refuses a phone of which Excel has lost the last digits', async () => {
    const mangled = person(1).map((cell, column) =>
      column === 6 ? { value: 8.613800138000123e21, type: Number } : cell,
    );
    const reading = await read([headerRow(), mangled]);
    expect(reading.problems).toMatchObject([{ line: 2, column: '手机', reason: 'phone-mangled' }]);
  });
});
