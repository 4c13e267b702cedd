import { type ReactNode, useState } from 'react';
import { getLatestTaxonomy, type TaxonomyChange } from '../../../../shared/contract/base/taxonomy-edit.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';
import { Loadable } from '../../../ui/states.tsx';

/** Blocks and categories of the latest version: a name for each, a new category, one without topics retired. */
export function CategoriesDialog(props: {
  onChange: (change: TaxonomyChange) => void;
  onClose: () => void;
}): ReactNode {
  const latest = useRoute(getLatestTaxonomy, undefined, { staleTime: 60_000 });
  const [code, setCode] = useState('');
  return (
    <Dialog isOpen isWide title="Блоки и категории" onClose={props.onClose}>
      <Loadable query={latest} failed="Рубрикатор не загрузился">
        {({ blocks, categories, facts }) => {
          const block = blocks.find((one) => one.code === code) ?? blocks[0];
          if (!block) return null;
          return (
            <>
              <Select<string>
                label="Блок"
                value={block.code}
                choices={blocks.map((one) => ({ value: one.code, label: one.title }))}
                onChange={setCode}
              />
              <BlockName key={block.code} block={block} onChange={props.onChange} />
              <ul className="desk__list">
                {categories
                  .filter((one) => one.block === block.code)
                  .map((category) => (
                    <CategoryRow
                      key={category.id}
                      category={category}
                      facts={facts.filter((fact) => fact.category === category.id).length}
                      onChange={props.onChange}
                    />
                  ))}
              </ul>
              <NewCategory block={block.code} onChange={props.onChange} />
            </>
          );
        }}
      </Loadable>
    </Dialog>
  );
}

type OnChange = (change: TaxonomyChange) => void;

function BlockName(props: {
  block: { code: string; title: string; shortTitle: string };
  onChange: OnChange;
}): ReactNode {
  const { block, onChange } = props;
  const [title, setTitle] = useState(block.title);
  const [shortTitle, setShort] = useState(block.shortTitle);
  const isSame = title.trim() === block.title && shortTitle.trim() === block.shortTitle;
  return (
    <div className="desk__filters">
      <TextInput label="Название блока" value={title} onChange={(event) => setTitle(event.target.value)} />
      <TextInput
        label="Коротко"
        maxLength={24}
        value={shortTitle}
        onChange={(event) => setShort(event.target.value)}
      />
      <Button
        disabledReason={
          isSame ? 'Название прежнее' : !title.trim() || !shortTitle.trim() ? 'Заполните название' : null
        }
        onClick={() =>
          onChange({
            kind: 'rename-block',
            code: block.code,
            title: title.trim(),
            shortTitle: shortTitle.trim(),
          })
        }
      >
        Переименовать блок
      </Button>
    </div>
  );
}

function CategoryRow(props: {
  category: { id: string; title: string };
  facts: number;
  onChange: OnChange;
}): ReactNode {
  const { category, facts, onChange } = props;
  const [title, setTitle] = useState(category.title);
  return (
    <li className="desk__filters">
      <TextInput
        label={`Категория, ${counted(facts, 'тема', 'темы', 'тем')}`}
        value={title}
        maxLength={60}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Button
        disabledReason={
          !title.trim() ? 'Заполните название' : title.trim() === category.title && 'Название прежнее'
        }
        onClick={() => onChange({ kind: 'rename-category', id: category.id, title: title.trim() })}
      >
        Переименовать<span className="aloud"> категорию «{category.title}»</span>
      </Button>
      <Button
        disabledReason={facts > 0 && 'Сначала перенесите или снимите её темы'}
        onClick={() => onChange({ kind: 'retire-category', id: category.id })}
      >
        Снять<span className="aloud"> категорию «{category.title}»</span>
      </Button>
    </li>
  );
}

function NewCategory(props: { block: string; onChange: OnChange }): ReactNode {
  const [title, setTitle] = useState('');
  return (
    <div className="desk__filters">
      <TextInput
        label="Новая категория"
        value={title}
        maxLength={60}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Button
        disabledReason={title.trim() ? null : 'Напишите название'}
        onClick={() => props.onChange({ kind: 'add-category', block: props.block, title: title.trim() })}
      >
        Добавить
      </Button>
    </div>
  );
}
