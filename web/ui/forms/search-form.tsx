import { type InputHTMLAttributes, type ReactNode, useEffect } from 'react';
import { Button } from '../button.tsx';
import { useFields } from './fields.ts';
import { TextField } from './text-field.tsx';

/** Words to look for: asked by Enter or «Найти»; emptying the field takes the search back. `value` is what is looked for now. */
export function SearchForm(
  props: Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'placeholder' | 'maxLength' | 'className' | 'type' | 'id'
  > & {
    label: string;
    value: string;
    hiddenLabel?: boolean;
    optional?: boolean;
    /** The button stands in one line with the field. */
    isPaired?: boolean;
    /** To look is what the page is for. */
    isMain?: boolean;
    hint?: string;
    error?: string | undefined;
    /** Words of the button; without it Enter alone asks. */
    action?: string | null;
    onFind: (words: string) => void;
  },
): ReactNode {
  const { value, className, action = 'Найти', isPaired, isMain, onFind, ...rest } = props;
  const fields = useFields({ words: value });
  const { set } = fields;
  // Another view was opened by its address: the field shows what that one looks for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another value of the address counts
  useEffect(() => set({ words: value }), [value]);
  const find = (words: string) => onFind(words.trim());
  const button = action !== null && (
    <Button type="submit" {...(isMain && { kind: 'primary' })}>
      {action}
    </Button>
  );
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        find(fields.get().words);
      }}
    >
      <TextField
        type="search"
        {...rest}
        form={fields}
        name="words"
        beside={isPaired && button}
        onInput={({ currentTarget }) => currentTarget.value === '' && value !== '' && find('')}
      />
      {!isPaired && button}
    </form>
  );
}
