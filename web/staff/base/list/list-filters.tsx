import { type ReactNode, useId } from 'react';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { SearchForm } from '../../../ui/forms/search-form.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { PeriodButton } from '../parts/period-button.tsx';
import type { ListFilter, Patch } from './define-list.ts';

interface FilterProps<F> {
  filter: F;
  screen: string;
  query: QueryText;
  set: (patch: Patch) => void;
}

/** The control of one condition. */
export function FilterControl({ filter, ...rest }: FilterProps<ListFilter>): ReactNode {
  const { query, set } = rest;
  switch (filter.kind) {
    case 'choice':
      return (
        <FilterSelect
          form={bindFields(query, (patch) => set({ ...emptied(filter.also), ...patch }))}
          name={filter.name}
          label={filter.label}
          none={filter.unset}
          choices={filter.choices}
        />
      );
    case 'day':
      return <DateField form={bindFields(query, set)} name={filter.name} label={filter.label} />;
    case 'period':
      return (
        <PeriodButton
          period={query.from && query.to ? { from: query.from, to: query.to } : null}
          none={filter.unset}
          onChange={(next) => set({ from: next?.from ?? '', to: next?.to ?? '' })}
        />
      );
    case 'words':
      return filter.isLive ? (
        <TextField form={bindFields(query, set)} name={filter.name} label={filter.label} />
      ) : (
        <Finder filter={filter} {...rest} />
      );
  }
}

const emptied = (names: readonly string[] = []): Patch => Object.fromEntries(names.map((name) => [name, '']));

/** Words are looked for by «Найти» or Enter; F leads to them. */
function Finder(props: FilterProps<Extract<ListFilter, { kind: 'words' }>>): ReactNode {
  const { filter, screen, query, set } = props;
  const id = useId();
  const focus = () => document.getElementById(id)?.focus();
  useHotkeys(screen, [{ keys: 'KeyF', label: 'Найти в списке', run: focus }]);
  return (
    <SearchForm
      className="list-finder"
      id={id}
      label={filter.label}
      value={query[filter.name] ?? ''}
      onFind={(words) => set({ [filter.name]: words })}
    />
  );
}
