import type { LocalizedText } from './event.ts';

/** What a person calls the fields that they fill in. */
const FIELD_WORDS: Readonly<Record<string, LocalizedText>> = {
  name: { zh: '姓名', en: 'name' },
  familyName: { zh: '姓', en: 'family name' },
  givenName: { zh: '名', en: 'given name' },
  latinName: { zh: '拉丁字母姓名', en: 'Latin name' },
  title: { zh: '头衔', en: 'title' },
  badgeName: { zh: '胸卡姓名', en: 'name on the badge' },
  organization: { zh: '单位', en: 'organisation' },
  jobTitle: { zh: '职务', en: 'job title' },
  category: { zh: '类别', en: 'category' },
  phone: { zh: '电话', en: 'phone' },
  notes: { zh: '备注', en: 'note' },
};

/** A field in the words of a language; one without words shows as its own name. */
export function fieldWords(field: string, language: keyof LocalizedText): string {
  return FIELD_WORDS[field]?.[language] ?? field;
}
