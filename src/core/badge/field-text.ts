import { displayName } from '../../checkin/display-name.ts';
import type { BadgeContent } from './badge-content.ts';
import type { BadgeField } from './layout.ts';

const countryNames = {
  zh: new Intl.DisplayNames('zh', { type: 'region', fallback: 'none' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
};

/** What a field of the layout says on this badge; '' when there is nothing to say. */
export function fieldText(field: BadgeField['text'], content: BadgeContent): string {
  const { event, category, country } = content;
  switch (field) {
    case 'event-name':
      return event.name.zh;
    case 'event-detail':
      return distinct(event.name.en === event.name.zh ? '' : event.name.en, event.line).join(' · ');
    case 'name':
      return displayName(content, country);
    case 'latin-name':
      return secondName(content);
    case 'organization':
      return content.organization;
    case 'job-title':
      return content.jobTitle;
    case 'country':
      return country && distinct(countryNames.zh.of(country), countryNames.en.of(country)).join(' ');
    case 'category-name':
      return category.name.zh;
    case 'category-name-en':
      return category.name.en === category.name.zh ? '' : category.name.en.toLocaleUpperCase('en');
  }
}

/** The Latin name, unless the badge's name says the same already. */
function secondName(content: BadgeContent): string {
  const name = displayName(content, content.country);
  return content.latinName.trim() === name ? '' : content.latinName;
}

function distinct(...texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.flatMap((text) => text || []))];
}
