import type { ReactNode } from 'react';
import { type Fields, type NameOf, useField } from './fields.ts';

/** A share that is turned up and down, told in per cent. */
export function SliderField<T extends object, K extends NameOf<T, number>>(props: {
  form: Fields<T>;
  name: K;
  label: string;
  range: readonly [least: number, most: number];
  className?: string;
}): ReactNode {
  const { label, range } = props;
  const field = useField(props.form, props.name);
  const value = field.value as number;
  return (
    <label className={props.className}>
      <span>
        {label}: {Math.round(value * 100)} %
      </span>
      <input
        type="range"
        min={range[0]}
        max={range[1]}
        step={0.1}
        value={value}
        onChange={(event) => field.set(Number(event.target.value) as T[K])}
      />
    </label>
  );
}
