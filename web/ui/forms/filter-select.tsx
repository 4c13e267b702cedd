import type { ReactNode } from 'react';
import { Icon } from '../icons.tsx';
import type { Choice } from './field.tsx';
import { type Fields, type NameOf, useField } from './fields.ts';
import './filter-select.css';

/** «Канал: все ▾»: one choice of a filter, as wide as its words. The first choice means no limit; `none` are the words of ''. */
export function FilterSelect<T extends object, K extends NameOf<T, string | undefined>>(props: {
  form: Fields<T>;
  name: K;
  label: string;
  none?: string;
  choices: readonly Choice<T[K] & string>[];
}): ReactNode {
  const { form, name, label, none } = props;
  const field = useField(form, name);
  const choices: readonly Choice[] =
    none === undefined ? props.choices : [{ value: '', label: none }, ...props.choices];
  const value = field.value ?? '';
  return (
    <label className={value === choices[0]?.value ? 'filter-select' : 'filter-select is-set'}>
      <span>{label}:</span>
      <select value={value as string} onChange={(event) => field.set(event.target.value as T[K])}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </label>
  );
}
