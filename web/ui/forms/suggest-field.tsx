import type { ReactNode } from 'react';
import { Combobox, type ComboboxOption, type ComboboxProps } from './combobox.tsx';
import { type Fields, type NameOf, useField } from './fields.ts';

/** A line of text with suggestions: what is typed counts even where nothing of them is chosen. */
export function SuggestField<T extends object, K extends NameOf<T, string>, O extends ComboboxOption>(
  props: Omit<ComboboxProps<O>, 'text' | 'onText'> & { form: Fields<T>; name: K },
): ReactNode {
  const { form, name, error, ...rest } = props;
  const field = useField(form, name);
  return (
    <Combobox<O>
      id={field.id}
      {...rest}
      error={error || field.error}
      text={field.value as string}
      onText={(text) => field.set(text as T[K])}
    />
  );
}
