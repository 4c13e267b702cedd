import { useId, useRef, useState, useSyncExternalStore } from 'react';
import { createStore } from '../../lib/store.ts';

/** Names of the fields of T that hold a V. */
export type NameOf<T, V> = { [K in keyof T & string]-?: [T[K]] extends [V] ? K : never }[keyof T & string];

/** Says that an empty field is null: needed exactly where the field may hold it. */
export type EmptyIs<V> = null extends V ? { orNull: true } : { orNull?: never };

/** What fields are written in: `<TextField form={form} name="title" … />`. A form is one; so are the filters of an address. */
export interface Fields<T extends object> {
  /** Ids of the controls begin with it; '' = each has one of its own making. */
  readonly id: string;
  /** The browser itself sends them where scripts do not run: the controls carry their names in HTML. */
  readonly isPosted?: boolean;
  /** What stands in them now; whoever reads it renders again with each change. */
  readonly values: T;
  get: () => T;
  watch: (listener: () => void) => () => void;
  set: (patch: Partial<T>) => void;
  errorOf: (name: string) => string | undefined;
}

interface BoundWith {
  id?: string;
  isPosted?: boolean;
  /** What is wrong, by the names of the fields. */
  errors?: Readonly<Record<string, string | undefined>>;
}

/** Fields that nobody sends: what one searches for in a list at hand. Each renders by itself. */
export function useFields<T extends object>(
  start: T | (() => T),
  { id: named = '', isPosted = false, errors = {} }: BoundWith = {},
): Fields<T> {
  const made = useId();
  const [store] = useState(() => createStore(typeof start === 'function' ? start() : start));
  const first = useRef(store.get());
  const isRead = useRef(false);
  const seen = () => (isRead.current ? store.get() : first.current);
  useSyncExternalStore(store.watch, seen, seen);
  return {
    id: named || made,
    isPosted,
    get values() {
      isRead.current = true;
      return store.get();
    },
    get: store.get,
    watch: store.watch,
    set: (patch) => store.set((all) => ({ ...all, ...patch })),
    errorOf: (name) => errors[name],
  };
}

/** Fields over values that somebody else keeps: the address, a draft, a setting that is in force at once. */
export function bindFields<T extends object>(
  values: T,
  set: (patch: Partial<T>) => void,
  { id = '', isPosted = false, errors = {} }: BoundWith = {},
): Fields<T> {
  const errorOf = (name: string) => errors[name];
  return { id, isPosted, values, get: () => values, watch: () => () => {}, set, errorOf };
}

/** One field, `value`, that acts at once: `<CheckField form={bindValue(isOn, turn)} name="value">`. */
export function bindValue<V>(value: V, set: (value: V) => void, id = ''): Fields<{ value: V }> {
  return bindFields({ value }, (patch) => set(patch.value as V), { id });
}

/** What is wrong, by the ids of the controls: `lines.0.title` of the form `f` stands at `f-lines-0-title`; '' is the whole. */
export const errorsById = (
  formId: string,
  errors: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(errors).map(([name, words]) => [name && `${formId}-${name.replaceAll('.', '-')}`, words]),
  );

/** Fields of one part: `partOf(form, 'claims')`. The server names its errors `claims.email`. */
export function partOf<T extends object, K extends keyof T & string>(
  form: Fields<T>,
  name: K,
): Fields<T[K] & object> {
  type Part = T[K] & object;
  const get = () => form.get()[name] as Part;
  return {
    id: `${form.id}-${name}`,
    get values() {
      return form.values[name] as Part;
    },
    get,
    watch: form.watch,
    set: (patch) => form.set({ [name]: { ...get(), ...patch } } as unknown as Partial<T>),
    errorOf: (inner) => form.errorOf(`${name}.${inner}`),
  };
}

type RowsIn<T, K extends keyof T> = T[K] extends readonly (infer R)[] ? R & object : never;

/** Fields of one line of a list: `rowOf(form, 'evidence', 0)`. */
export function rowOf<T extends object, K extends keyof T & string>(
  form: Fields<T>,
  name: K,
  at: number,
): Fields<RowsIn<T, K>> {
  type Row = RowsIn<T, K>;
  const rows = (all: T) => all[name] as unknown as readonly Row[];
  const get = () => rows(form.get())[at] as Row;
  return {
    id: `${form.id}-${name}-${at}`,
    get values() {
      return rows(form.values)[at] as Row;
    },
    get,
    watch: form.watch,
    set: (patch) => {
      const next = rows(form.get()).map((row, index) => (index === at ? { ...row, ...patch } : row));
      form.set({ [name]: next } as unknown as Partial<T>);
    },
    errorOf: (inner) => form.errorOf(`${name}.${at}.${inner}`),
  };
}

/** One field for the control that shows it: only that control renders when it changes. */
export function useField<T extends object, K extends keyof T & string>(form: Fields<T>, name: K) {
  // A line that has just been taken out may be asked once more before it is gone from the screen.
  const read = () => (form.get() as T | undefined)?.[name];
  const value = useSyncExternalStore(form.watch, read, read) as T[K];
  const made = useId();
  return {
    id: `${form.id || made}-${name}`,
    htmlName: form.isPosted ? name : undefined,
    value,
    error: form.errorOf(name),
    set: (next: T[K]) => form.set({ [name]: next } as unknown as Partial<T>),
  };
}
