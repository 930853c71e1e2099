import { displayName } from '../../checkin/display-name.ts';
import type { BadgeField, BadgeLayout, BadgeText } from '../../contract/badge-layout.ts';
import type { BadgeContent } from './badge-content.ts';

type Countries = BadgeLayout['countries'];

const countryNames = {
  zh: new Intl.DisplayNames('zh', { type: 'region', fallback: 'none' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
};

/** What a field of the layout says on this badge; '' when there is nothing to say. */
export function fieldText(
  { text, words = '' }: Pick<BadgeField, 'text' | 'words'>,
  content: BadgeContent,
  countries: Countries = {},
): string {
  return text === 'words' ? words : saidText(text, content, countries);
}

/** What a badge says of guest or event; '' when there is nothing to say. */
export function saidText(text: BadgeText, content: BadgeContent, countries: Countries): string {
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
      return displayName(content, country);
    case 'latin-name':
      return secondName(content);
    case 'organization':
      return content.organization;
    case 'job-title':
      return content.jobTitle;
    case 'country':
      return countryName(country, countries);
    case 'category-name':
      return category.name.zh;
    case 'category-name-en':
      return otherThan(category.name.zh, category.name.en).toLocaleUpperCase('en');
    case 'registration':
      return content.registration;
  }
}

/** The Latin name, unless the badge's name says the same already. */
function secondName(content: BadgeContent): string {
  return otherThan(displayName(content, content.country), content.latinName.trim());
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
