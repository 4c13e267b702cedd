import {
  type ComponentProps,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useState,
} from 'react';
import { type FieldWords, TextArea, TextInput } from './field.tsx';
import { type EmptyIs, type Fields, type NameOf, useField } from './fields.ts';

/** What a field of a form needs besides its words; `error` stands before the form's own. */
export type Bound<T extends object, K extends keyof T & string> = FieldWords & {
  form: Fields<T>;
  name: K;
  id?: string;
};

export type Text = string | null | undefined;
type Rest<A> = Omit<A, 'form' | 'name' | 'value' | 'defaultValue' | 'onChange' | 'id'>;

/** A line of text. */
export function TextField<T extends object, K extends NameOf<T, Text>>(
  props: Bound<T, K> & EmptyIs<T[K]> & Rest<ComponentProps<typeof TextInput>>,
): ReactNode {
  const { form, name, orNull, error, ...rest } = props;
  const field = useField(form, name);
  return (
    <TextInput
      id={field.id}
      name={field.htmlName}
      {...rest}
      error={error || field.error}
      value={(field.value as Text) ?? ''}
      onChange={({ target }) => field.set(emptyAs(target.value, orNull) as T[K])}
    />
  );
}

/** Text of several lines; grows with it. */
export function LongTextField<T extends object, K extends NameOf<T, Text>>(
  props: Bound<T, K> &
    EmptyIs<T[K]> &
    Rest<TextareaHTMLAttributes<HTMLTextAreaElement>> & { ref?: Ref<HTMLTextAreaElement> },
): ReactNode {
  const { form, name, orNull, error, ...rest } = props;
  const field = useField(form, name);
  return (
    <TextArea
      id={field.id}
      name={field.htmlName}
      {...rest}
      error={error || field.error}
      value={(field.value as Text) ?? ''}
      onChange={({ target }) => field.set(emptyAs(target.value, orNull) as T[K])}
    />
  );
}

/** A number, null while none is written; what was typed stays as typed while it means the same. What is no number is said to be none. */
export function NumberField<T extends object, K extends NullableNumber<T>>(
  props: Bound<T, K> & Rest<InputHTMLAttributes<HTMLInputElement>>,
): ReactNode {
  const { form, name, error, ...rest } = props;
  const field = useField(form, name);
  const value = field.value as number | null;
  const [text, setText] = useState('');
  const isShown = readNumber(text) === value;
  return (
    <TextInput
      id={field.id}
      inputMode="numeric"
      {...rest}
      error={
        error || field.error || (isShown && text.trim() && value === null ? 'Напишите число' : undefined)
      }
      value={isShown ? text : String(value ?? '').replace('.', ',')}
      onChange={({ target }) => {
        setText(target.value);
        field.set(readNumber(target.value) as T[K]);
      }}
    />
  );
}

/** Names of the fields that may hold no number: an empty one is null. */
type NullableNumber<T> = {
  [K in keyof T & string]-?: [T[K]] extends [number | null] ? (null extends T[K] ? K : never) : never;
}[keyof T & string];

function readNumber(text: string): number | null {
  const plain = text.replaceAll(/\s/gu, '').replace(',', '.');
  return plain === '' || Number.isNaN(Number(plain)) ? null : Number(plain);
}

/** A list written a line each; empty lines go once the field is left. */
export function LinesField<T extends object, K extends NameOf<T, readonly string[] | undefined>>(
  props: Bound<T, K> & { rows?: number },
): ReactNode {
  const { form, name, error, ...rest } = props;
  const field = useField(form, name);
  const write = (lines: readonly string[]) => field.set(lines as T[K]);
  return (
    <TextArea
      id={field.id}
      {...rest}
      error={error || field.error}
      value={((field.value as readonly string[] | undefined) ?? []).join('\n')}
      onChange={({ target }) => write(target.value.split('\n'))}
      onBlur={({ target }) =>
        write(
          target.value
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean),
        )
      }
    />
  );
}

/** Words to read and to copy, in the shape of a field: selected as a whole once it has the focus. */
export function ShownField(props: { id?: string; label: string; value: string }): ReactNode {
  return <TextInput {...props} readOnly onFocus={({ target }) => target.select()} />;
}

export const emptyAs = (text: string, orNull: boolean | undefined): string | null =>
  text || (orNull ? null : '');
