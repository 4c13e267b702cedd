import type { ReactNode } from 'react';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { type Fields, partOf } from '../../../ui/forms/fields.ts';
import './outside-tables.css';

export type Mapping = Record<string, string>;

/** Fields that have a column. */
export const chosenColumns = (mapping: Mapping): Mapping =>
  Object.fromEntries(Object.entries(mapping).filter(([, header]) => header));

/** Which column of a file means what. */
export function ColumnFields(props: {
  form: Fields<{ mapping: Mapping }>;
  fields: readonly { field: string; title: string }[];
  headers: readonly string[];
  /** Fields without which nothing is read. */
  needed: readonly string[];
}): ReactNode {
  const { form, fields, headers, needed } = props;
  return (
    <div className="outside-table__columns">
      {fields.map(({ field, title }) => (
        <SelectField
          key={field}
          form={partOf(form, 'mapping')}
          name={field}
          label={title}
          none={needed.includes(field) ? 'выберите столбец' : 'нет такого столбца'}
          choices={headers.map((header) => ({ value: header, label: header }))}
        />
      ))}
    </div>
  );
}
