import type { Category } from '../../contract/event.ts';
import { textLanguage } from '../language/language.ts';
import { categoryTextColour } from '../look/category-colour.ts';

/** A category by word and colour; on the verdict in both languages. */
export function CategoryTag({ category, both }: { category: Category; both: boolean }) {
  const words = both ? `${category.name.zh} ${category.name.en}` : category.name[textLanguage()];
  return (
    <span
      className="category"
      style={{ '--category': category.colour, '--category-on-plate': categoryTextColour(category.colour) }}
    >
      <i />
      <span className="category-word">{words}</span>
    </span>
  );
}
