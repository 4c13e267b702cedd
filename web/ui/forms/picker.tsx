import { type ReactNode, useState } from 'react';
import { Combobox, type ComboboxOption, type ComboboxProps } from './combobox.tsx';

type Asked<O extends ComboboxOption> = Omit<ComboboxProps<O>, 'text' | 'onText' | 'onPick' | 'onLeave'> & {
  /** Words shown at first. */
  initial?: string | undefined;
  /** It holds the choice until the form is sent: words that were not chosen are told to count for nothing. */
  isHeld?: boolean;
};

/** One of very many, found by typing. Typing on takes the choice back: then it gives null. */
export function Picker<O extends ComboboxOption>(
  props: Asked<O> & { onPick: (option: O | null) => void },
): ReactNode {
  const { initial = '', isHeld, error, onPick, ...rest } = props;
  const [text, setText] = useState(initial);
  const [state, setState] = useState<'chosen' | 'typed' | 'left'>('chosen');
  const isLoose = isHeld && state === 'left' && text.trim() !== '';
  return (
    <Combobox<O>
      {...rest}
      error={error || (isLoose ? 'Выберите из списка: сами слова не запишутся' : undefined)}
      text={text}
      onText={(typed) => {
        setText(typed);
        setState('typed');
        onPick(null);
      }}
      onPick={(option) => {
        setText(option.label);
        setState('chosen');
        onPick(option);
      }}
      onLeave={() => setState((now) => (now === 'typed' ? 'left' : now))}
    />
  );
}
