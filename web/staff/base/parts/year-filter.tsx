import type { ReactNode } from 'react';
import type { QueryText } from '../../../lib/url-query.ts';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';

/** «Год: 2026», kept in the address; the year that is shown is offered whatever the others are, the latest first. */
export function YearFilter(props: {
  year: number;
  years: readonly number[];
  onChange: (patch: QueryText) => void;
}): ReactNode {
  const { year, years, onChange } = props;
  const choices = [...new Set([year, ...years])].sort((a, b) => b - a).map(String);
  return (
    <FilterSelect
      form={bindFields({ year: String(year) }, onChange)}
      name="year"
      label="Год"
      choices={choices.map((value) => ({ value, label: value }))}
    />
  );
}
