import type { ReactNode, SelectHTMLAttributes } from 'react';
import { Checkbox, RadioGroup, SegmentedChoice } from './choice.tsx';
import { type Choice, FieldError, Select } from './field.tsx';
import { type EmptyIs, type Fields, type NameOf, useField } from './fields.ts';
import type { Bound } from './text-field.tsx';

type Code = string | null | undefined;
/** Choices of a field: its own values; '' where it may be empty. */
type ChoicesOf<V> = readonly Choice<(V & string) | (null extends V ? '' : never)>[];

/** One of many, in a list that opens. `none` is the words of the empty choice, put first. */
export function SelectField<T extends object, K extends NameOf<T, Code>>(
  props: Bound<T, K> &
    EmptyIs<T[K]> &
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'form' | 'name' | 'value' | 'onChange' | 'id'> & {
      choices: ChoicesOf<T[K]>;
      none?: string;
      /** What else changes with the choice: `(unitId) => ({ personId: null })`. */
      also?: (value: T[K]) => Partial<T>;
    },
): ReactNode {
  const { form, name, orNull, error, choices, none, also, ...rest } = props;
  const field = useField(form, name);
  const all = none === undefined ? choices : [{ value: '', label: none }, ...choices];
  return (
    <Select<string>
      id={field.id}
      {...rest}
      error={error || field.error}
      value={(field.value as Code) ?? ''}
      choices={all}
      onChange={(code) => {
        const value = (code || (orNull ? null : '')) as T[K];
        if (also) form.set({ [name]: value, ...also(value) } as unknown as Partial<T>);
        else field.set(value);
      }}
    />
  );
}

interface GroupOf<T extends object, K extends keyof T & string> {
  form: Fields<T>;
  name: K;
  legend: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  hiddenLegend?: boolean;
  id?: string;
  choices: ChoicesOf<T[K]>;
}

/** One of several, under each other. */
export function RadioField<T extends object, K extends NameOf<T, Code>>(props: GroupOf<T, K>): ReactNode {
  const { form, name, error, ...rest } = props;
  const field = useField(form, name);
  return (
    <RadioGroup<string>
      id={field.id}
      {...rest}
      error={error || field.error}
      value={(field.value as Code) ?? ''}
      onChange={(value) => field.set(value as T[K])}
    />
  );
}

/** One of few, in a row. */
export function SegmentedField<T extends object, K extends NameOf<T, Code>>(
  props: GroupOf<T, K> & { wide?: boolean },
): ReactNode {
  const { form, name, error, ...rest } = props;
  const field = useField(form, name);
  return (
    <SegmentedChoice<string>
      id={field.id}
      {...rest}
      error={error || field.error}
      value={(field.value as Code) ?? ''}
      onChange={(value) => field.set(value as T[K])}
    />
  );
}

interface Tick<T extends object, K extends keyof T & string> {
  form: Fields<T>;
  name: K;
  id?: string;
  hint?: ReactNode;
  error?: string | undefined;
  disabled?: boolean;
  children: ReactNode;
}

/** Yes or no. */
export function CheckField<T extends object, K extends NameOf<T, boolean | undefined>>(
  props: Tick<T, K>,
): ReactNode {
  const { form, name, error, ...rest } = props;
  const field = useField(form, name);
  return (
    <Checkbox
      id={field.id}
      name={field.htmlName}
      {...rest}
      error={error || field.error}
      checked={field.value === true}
      onChange={(isOn) => field.set(isOn as T[K])}
    />
  );
}

type ItemOf<V> = V extends readonly (infer I)[] ? I : never;

/** A tick that puts one item into a list of the form, or takes it out. */
export function ItemField<T extends object, K extends NameOf<T, readonly unknown[]>>(
  props: Tick<T, K> & {
    item: ItemOf<T[K]>;
    /** It is in already, and stays. */
    isFixed?: boolean;
  },
): ReactNode {
  const { form, name, item, error, isFixed = false, disabled, ...rest } = props;
  const field = useField(form, name);
  const items = field.value as readonly unknown[];
  return (
    <Checkbox
      id={`${field.id}-${item}`}
      {...rest}
      error={error}
      disabled={isFixed || disabled}
      checked={isFixed || items.includes(item)}
      onChange={(isOn) => field.set(withItem(items, item, isOn) as T[K])}
    />
  );
}

/** Several of many: a tick for each. */
export function ItemsField<T extends object, K extends NameOf<T, readonly string[]>>(props: {
  form: Fields<T>;
  name: K;
  legend: ReactNode;
  /** A look of its own in place of the usual column. */
  className?: string;
  /** Classes of the column. */
  listClass?: string;
  choices: readonly { value: ItemOf<T[K]> & string; label: ReactNode; hint?: ReactNode }[];
}): ReactNode {
  const { form, name, legend, className } = props;
  const field = useField(form, name);
  const items = field.value as readonly string[];
  const ticks = props.choices.map(({ value, label, hint }) => (
    <Checkbox
      key={value}
      hint={hint}
      checked={items.includes(value)}
      onChange={(isOn) => field.set(withItem(items, value, isOn) as T[K])}
    >
      {label}
    </Checkbox>
  ));
  return (
    <fieldset className={className ?? 'field'}>
      <legend className={className ? undefined : 'field__label'}>{legend}</legend>
      {field.error && <FieldError text={field.error} />}
      {className ? ticks : <div className={props.listClass ?? 'checks'}>{ticks}</div>}
    </fieldset>
  );
}

const withItem = <I,>(items: readonly I[], item: I, isOn: boolean): readonly I[] =>
  isOn ? [...items, item] : items.filter((one) => one !== item);

/** One of a few numbers: an hour, a day of the month. */
export function NumberChoiceField<T extends object, K extends NameOf<T, number>>(
  props: Bound<T, K> & { choices: readonly Choice[] },
): ReactNode {
  const { form, name, error, ...rest } = props;
  const field = useField(form, name);
  return (
    <Select<string>
      id={field.id}
      {...rest}
      error={error || field.error}
      value={String(field.value)}
      onChange={(value) => field.set(Number(value) as T[K])}
    />
  );
}
