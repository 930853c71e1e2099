import { expect, test } from 'vitest';
import { badgeOf } from '../../../tests/fixtures/badge-content.ts';
import { shippedLayout } from '../../../tests/fixtures/layouts.ts';
import { fieldText } from './field-text.ts';

test('case 28: the name is in the order of its script, the Latin line as the list has it', () => {
  const content = badgeOf({ familyName: '欧阳', givenName: '小明', latinName: 'Ouyang Xiaoming' });
  expect(fieldText({ text: 'name' }, content)).toBe('欧阳小明');
  expect(fieldText({ text: 'latin-name' }, content)).toBe('Ouyang Xiaoming');
});

test('the Latin line is left out where it would say the name again', () => {
  const content = badgeOf({ familyName: 'Smith', givenName: 'Anna', latinName: 'Anna Smith' });
  expect(fieldText({ text: 'latin-name' }, content)).toBe('');
});

test('the title stands with the name of its script, unless the layout has a place of its own for it', () => {
  const content = badgeOf({
    familyName: '欧阳',
    givenName: '小明',
    latinName: 'Ouyang Xiaoming',
    title: 'H.E.',
  });
  expect(fieldText({ text: 'latin-name' }, content)).toBe('H.E. Ouyang Xiaoming');
  expect(fieldText({ text: 'name' }, { ...content, title: '阁下' })).toBe('欧阳小明 阁下');
  const [column] = shippedLayout('default').layout.front.columns;
  const [field] = column?.fields ?? [];
  if (!column || !field) throw new Error('the default layout has no field');
  const front = {
    ...shippedLayout('default').layout.front,
    columns: [{ ...column, fields: [{ ...field, text: 'title' as const }] }],
  };
  expect(fieldText({ text: 'latin-name' }, content, { front })).toBe('Ouyang Xiaoming');
  expect(fieldText({ text: 'title' }, content, { front })).toBe('H.E.');
});

test('the badge name stands instead of family and given name', () => {
  const content = badgeOf({ familyName: 'García', givenName: 'Francisco', badgeName: 'Paco García' });
  expect(fieldText({ text: 'name' }, content)).toBe('Paco García');
});

test('the country stands in Chinese and English, and an unknown or absent one nowhere', () => {
  expect(fieldText({ text: 'country' }, badgeOf({ country: 'CN' }))).toBe('中国 China');
  expect(fieldText({ text: 'country' }, badgeOf({ country: 'QX' }))).toBe('');
  expect(fieldText({ text: 'country' }, badgeOf({ country: '' }))).toBe('');
});

test('the country decides the order of a name in plain letters', () => {
  expect(
    fieldText({ text: 'name' }, badgeOf({ familyName: 'Nguyen', givenName: 'Van An', country: 'VN' })),
  ).toBe('Nguyen Van An');
});

test('event and category stand in both languages, and once where both are the same', () => {
  const content = badgeOf({});
  expect(fieldText({ text: 'event-name' }, content)).toBe('第二届世界中小企业大会');
  expect(fieldText({ text: 'event-detail' }, content)).toBe(
    'Second World SME Conference · 2026.6.21–23 · 雁栖湖 Yanqi Lake',
  );
  expect(fieldText({ text: 'category-name' }, content)).toBe('演讲嘉宾');
  expect(fieldText({ text: 'category-name-en' }, content)).toBe('SPEAKER');
  const same = badgeOf({ category: { id: 'vip', name: { zh: 'VIP', en: 'VIP' }, colour: '#8a6a00' } });
  expect(fieldText({ text: 'category-name-en' }, same)).toBe('');
});
