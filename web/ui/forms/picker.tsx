import { type ReactNode, useState } from 'react';
import { Combobox, type ComboboxOption, type ComboboxProps } from './combobox.tsx';

type Asked<O extends ComboboxOption> = Omit<ComboboxProps<O>, 'text' | 'onText' | 'onPick'> & {
  /** Words shown at first. */
  initial?: string | undefined;
};

/** One of very many, found by typing. Typing on takes the choice back: then it gives null. */
export function Picker<O extends ComboboxOption>(
  props: Asked<O> & { onPick: (option: O | null) => void },
): ReactNode {
  const { initial = '', onPick, ...rest } = props;
  const [text, setText] = useState(initial);
  return (
    <Combobox<O>
      {...rest}
      text={text}
      onText={(typed) => {
        setText(typed);
        onPick(null);
      }}
      onPick={(option) => {
        setText(option.label);
        onPick(option);
      }}
    />
  );
}
