/** Categories as a row of chips that keeps its order; the children of the chosen one follow in a second row. */
import { memo } from 'react';
import { type Category, wordsIn } from '../../domain/catalog/variant.ts';
import { cx, PressArea, useLanguage, useWords } from '../../ui/index.ts';
import { sellWords } from './words.ts';

interface CategoryChipsProps {
  readonly categories: readonly Category[];
  readonly chosen: string | null;
  readonly onChoose: (category: string | null) => void;
}

/** The chosen category and its ancestors, root first. */
export function pathTo(categories: readonly Category[], chosen: string | null): readonly Category[] {
  const path: Category[] = [];
  let at = categories.find((category) => category.id === chosen);
  while (at && !path.includes(at)) {
    path.unshift(at);
    const { parent } = at;
    at = categories.find((category) => category.id === parent);
  }
  return path;
}

export function childrenOf(categories: readonly Category[], parent: string | null): readonly Category[] {
  return categories
    .filter((category) => category.parent === parent)
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

export const CategoryChips = memo(function CategoryChips({ categories, chosen, onChoose }: CategoryChipsProps) {
  const t = useWords(sellWords);
  const language = useLanguage();
  const path = pathTo(categories, chosen);
  const rows = [null, ...path.map(({ id }) => id)]
    .map((parent) => ({ parent, children: childrenOf(categories, parent) }))
    .filter(({ children }) => children.length > 0);
  return (
    <nav aria-label={t('categories')} className="flex flex-col gap-2">
      {rows.map(({ parent, children }, depth) => (
        <div key={parent ?? 'root'} className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none]">
          <Chip label={t('all')} isChosen={(path[depth]?.id ?? null) === null} onPress={() => onChoose(parent)} />
          {children.map((category) => (
            <Chip
              key={category.id}
              label={wordsIn(category.title, language)}
              isChosen={path[depth]?.id === category.id}
              onPress={() => onChoose(category.id)}
            />
          ))}
        </div>
      ))}
    </nav>
  );
});

function Chip(props: { readonly label: string; readonly isChosen: boolean; readonly onPress: () => void }) {
  return (
    <PressArea
      onPress={props.onPress}
      isPressed={props.isChosen}
      className={cx(
        'min-h-12 shrink-0 rounded-full border px-5 whitespace-nowrap transition-colors',
        props.isChosen
          ? 'border-accent bg-accent font-medium text-on-accent'
          : 'border-line bg-card text-ink-soft hover:border-edge active:bg-accent-wash',
      )}
    >
      {props.label}
    </PressArea>
  );
}
