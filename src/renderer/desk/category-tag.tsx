import type { Category } from '../../contract/event.ts';
import { textLanguage } from '../language/language.ts';
import { categoryTextColour } from '../look/category-colour.ts';

/** A category by word and colour; on the verdict in both languages. */
export function CategoryTag({ category, both }: { category: Category; both: boolean }) {
  const words = both ? `${category.name.zh} ${category.name.en}` : category.name[textLanguage()];
  return (
    <span className="category" style={{ color: categoryTextColour(category.colour) }}>
      <i style={{ background: category.colour }} />
      <span className="category-word">{words}</span>
    </span>
  );
}
