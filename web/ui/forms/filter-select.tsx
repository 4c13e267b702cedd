import type { ReactNode } from 'react';
import { Icon } from '../icons.tsx';
import type { Choice } from './field.tsx';
import './filter-select.css';

/** «Канал: все ▾»: one choice of a filter, as wide as its words. The first choice, '', means no limit. */
export function FilterSelect<V extends string>(props: {
  label: string;
  value: V;
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
}): ReactNode {
  const { label, value, choices, onChange } = props;
  return (
    <label className={value === choices[0]?.value ? 'filter-select' : 'filter-select is-set'}>
      <span>{label}:</span>
      <select value={value} onChange={(event) => onChange(event.target.value as V)}>
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
