import { badgeNames } from '../../checkin/badge-names.ts';
import type { BadgeField, BadgeLayout, BadgeText } from '../../contract/badge-layout.ts';
import type { BadgeContent } from './badge-content.ts';

type Countries = BadgeLayout['countries'];

/** What of a layout decides about words. */
type WordedLayout = Partial<Pick<BadgeLayout, 'countries' | 'front' | 'back'>>;

const countryNames = {
  zh: new Intl.DisplayNames('zh', { type: 'region', fallback: 'none' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
};

/** What a field of the layout says on this badge; '' when there is nothing to say. */
export function fieldText(
  { text, words = '' }: Pick<BadgeField, 'text' | 'words'>,
  content: BadgeContent,
  layout: WordedLayout = {},
): string {
  return text === 'words' ? words : saidText(text, content, layout);
}

/** What a badge says of guest or event; '' when there is nothing to say. */
export function saidText(text: BadgeText, content: BadgeContent, layout: WordedLayout): string {
  const { event, category, country } = content;
  switch (text) {
    case 'event-name':
      return event.name.zh;
    case 'event-name-en':
      return otherThan(event.name.zh, event.name.en);
    case 'event-detail':
      return distinct(otherThan(event.name.zh, event.name.en), event.line).join(' · ');
    case 'event-line':
      return event.line;
    case 'title':
      return content.title;
    case 'name':
      return namesOn(layout, content).name;
    case 'latin-name':
      return namesOn(layout, content).latinName;
    case 'organization':
      return content.organization;
    case 'job-title':
      return content.jobTitle;
    case 'country':
      return countryName(country, layout.countries ?? {});
    case 'category-name':
      return category.name.zh;
    case 'category-name-en':
      return otherThan(category.name.zh, category.name.en).toLocaleUpperCase('en');
    case 'registration':
      return content.registration;
  }
}

/** With the title, unless the layout has a place of its own for that. */
function namesOn(layout: WordedLayout, content: BadgeContent) {
  const title = hasTitleField(layout) ? '' : content.title;
  return badgeNames({ ...content, title }, content.country);
}

function hasTitleField({ front, back }: WordedLayout): boolean {
  const columns = [...(front?.columns ?? []), ...(back?.columns ?? [])];
  return columns.some(({ fields }) => fields.some(({ text }) => text === 'title'));
}

/** In Chinese and English, as the event says or else as Unicode's CLDR does. */
function countryName(country: string, countries: Countries): string {
  if (country === '') return '';
  const chosen = countries[country]?.name;
  const zh = chosen?.zh ?? countryNames.zh.of(country);
  return distinct(zh, chosen?.en ?? countryNames.en.of(country)).join(' ');
}

function otherThan(first: string, second: string): string {
  return second === first ? '' : second;
}

function distinct(...texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.flatMap((text) => text || []))];
}
