import { type ReactNode, useState } from 'react';
import { getLatestTaxonomy, type TaxonomyChange } from '../../../../shared/contract/base/taxonomy-edit.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
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
              <SelectField
                form={bindValue(block.code, setCode)}
                name="value"
                label="Блок"
                choices={blocks.map((one) => ({ value: one.code, label: one.title }))}
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
  const form = useForm({
    start: { title: block.title, shortTitle: block.shortTitle },
    commands: [],
    gap: ({ title, shortTitle }) =>
      title.trim() === block.title && shortTitle.trim() === block.shortTitle
        ? 'Название прежнее'
        : (!title.trim() || !shortTitle.trim()) && 'Заполните название',
    send: ({ title, shortTitle }) =>
      onChange({
        kind: 'rename-block',
        code: block.code,
        title: title.trim(),
        shortTitle: shortTitle.trim(),
      }),
  });
  return (
    <Form form={form} className="desk__filters">
      <TextField form={form} name="title" label="Название блока" />
      <TextField form={form} name="shortTitle" label="Коротко" maxLength={24} />
      <SendButton form={form} kind="plain">
        Переименовать блок
      </SendButton>
    </Form>
  );
}

function CategoryRow(props: {
  category: { id: string; title: string };
  facts: number;
  onChange: OnChange;
}): ReactNode {
  const { category, facts, onChange } = props;
  const form = useForm({
    start: { title: category.title },
    commands: [],
    gap: ({ title }) =>
      !title.trim() ? 'Заполните название' : title.trim() === category.title && 'Название прежнее',
    send: ({ title }) => onChange({ kind: 'rename-category', id: category.id, title: title.trim() }),
  });
  return (
    <li>
      <Form form={form} className="desk__filters">
        <TextField
          form={form}
          name="title"
          label={`Категория, ${counted(facts, 'тема', 'темы', 'тем')}`}
          maxLength={60}
        />
        <SendButton form={form} kind="plain">
          Переименовать<span className="aloud"> категорию «{category.title}»</span>
        </SendButton>
        <Button
          disabledReason={facts > 0 && 'Сначала перенесите или снимите её темы'}
          onClick={() => onChange({ kind: 'retire-category', id: category.id })}
        >
          Снять<span className="aloud"> категорию «{category.title}»</span>
        </Button>
      </Form>
    </li>
  );
}

function NewCategory(props: { block: string; onChange: OnChange }): ReactNode {
  const form = useForm({
    start: { title: '' },
    commands: [],
    gap: ({ title }) => !title.trim() && 'Напишите название',
    send: ({ title }) => props.onChange({ kind: 'add-category', block: props.block, title: title.trim() }),
  });
  return (
    <Form form={form} className="desk__filters">
      <TextField form={form} name="title" label="Новая категория" maxLength={60} />
      <SendButton form={form} kind="plain">
        Добавить
      </SendButton>
    </Form>
  );
}
