import type { ReactNode } from 'react';
import type {
  ImportField,
  ImportMapping,
  ImportTable,
} from '../../../../shared/contract/messages/imports.ts';
import { shorten } from '../../../../shared/text/words.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { bindValue, type Fields } from '../../../ui/forms/fields.ts';
import { sampleColumn } from './import-words.ts';

interface Props {
  table: ImportTable;
  form: Fields<ImportMapping>;
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

function ColumnChoice({ field, table, form }: Props & { field: ImportField }): ReactNode {
  const { id, title, hint, isRequired } = field;
  const chosen = form.values[id] ?? '';
  const samples = chosen ? sampleColumn(table, chosen) : [];
  return (
    <div className="import-column">
      <SelectField
        form={bindValue(chosen, (header) => form.set({ [id]: header || undefined }))}
        name="value"
        id={`${form.id}-${id}`}
        label={title}
        error={form.errorOf(id)}
        none={isRequired ? 'выберите столбец' : 'нет такого столбца'}
        choices={table.headers.map((header) => ({ value: header, label: header }))}
      />
      <p className="small muted import-column__sample">
        {samples.length > 0 ? samples.map((value) => `«${shorten(value, 60)}»`).join(', ') : (hint ?? '')}
      </p>
    </div>
  );
}
