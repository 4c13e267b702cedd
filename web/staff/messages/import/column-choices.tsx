import type { ReactNode } from 'react';
import type {
  ImportField,
  ImportMapping,
  ImportTable,
} from '../../../../shared/contract/messages/imports.ts';
import { shorten } from '../../../../shared/text/words.ts';
import { Select } from '../../../ui/forms/field.tsx';
import { sampleColumn } from './import-words.ts';

export const fieldIdOf = (field: string): string => `import-field-${field}`;

interface Props {
  table: ImportTable;
  mapping: ImportMapping;
  errors: Readonly<Record<string, string>>;
  onChange: (mapping: ImportMapping) => void;
}

/** For each part of a case: the column it comes from, with what stands in it. */
export function ColumnChoices(props: Props): ReactNode {
  return (
    <fieldset className="stack">
      <legend className="import-legend">Какой столбец что значит</legend>
      <p className="muted">Нужен только текст сообщения. Остального в файле может не быть.</p>
      <div className="import-columns">
        {props.table.fields.map((field) => (
          <ColumnChoice key={field.id} field={field} {...props} />
        ))}
      </div>
    </fieldset>
  );
}

function ColumnChoice({
  field,
  table,
  mapping,
  errors,
  onChange,
}: Props & { field: ImportField }): ReactNode {
  const { id, title, hint, isRequired } = field;
  const chosen = mapping[id] ?? '';
  const samples = chosen ? sampleColumn(table, chosen) : [];
  const choose = (header: string) => {
    const { [id]: _, ...others } = mapping;
    onChange(header ? { ...others, [id]: header } : others);
  };
  return (
    <div className="import-column">
      <Select
        id={fieldIdOf(id)}
        label={title}
        error={errors[fieldIdOf(id)]}
        value={chosen}
        choices={[
          { value: '', label: isRequired ? 'выберите столбец' : 'нет такого столбца' },
          ...table.headers.map((header) => ({ value: header, label: header })),
        ]}
        onChange={choose}
      />
      <p className="small muted import-column__sample">
        {samples.length > 0 ? samples.map((value) => `«${shorten(value, 60)}»`).join(', ') : (hint ?? '')}
      </p>
    </div>
  );
}
