import type { BadgeCondition, BadgeLayout } from '../../contract/badge-layout.ts';
import type { BadgeContent } from './badge-content.ts';
import { saidText } from './field-text.ts';

/** Whether a part with this condition is drawn on this badge. */
export function applies(
  when: BadgeCondition | null,
  content: BadgeContent,
  layout: Pick<BadgeLayout, 'countries'>,
): boolean {
  const { categories, has = [] } = when ?? {};
  if (categories !== undefined && !categories.includes(content.category.id)) return false;
  return has.every((text) => saidText(text, content, layout).trim() !== '');
}
