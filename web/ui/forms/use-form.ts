import { useEffect, useRef, useState } from 'react';
import { fieldWords, type Running } from '../../lib/commands/failure.ts';
import type { Draft } from '../../lib/draft.ts';
import { showToast } from '../../lib/toast.ts';
import { bindFields, errorsById, type Fields, useFields } from './fields.ts';

type Words = string | false | null | undefined;

type Kept<T> = { start: T | (() => T); draft?: never } | { start?: never; draft: Draft<T> };

/** By the name of a field; of a part or a line also as the server would: `lines.0.title`. */
type Checked<T> = Partial<Record<keyof T & string, Words>> & {
  readonly [deep: `${string}.${string}`]: Words;
};

export type FormOptions<T extends object> = Kept<T> & {
  /** What it sends by: they say that they run, and how they failed. */
  commands: Running | readonly Running[];
  send: (values: T) => void;
  /** Something else of its own that runs: a key is being touched, a file is on its way. */
  isBusy?: boolean;
  /** What is written is worth nothing unsent, and goes without a question: a password, a period to look at. */
  isPassing?: boolean;
  /** What has to be filled in before: the button tells it and sends nothing. */
  gap?: (values: T) => Words;
  /** What is wrong at each field; told at the fields once sending was tried. */
  check?: (values: T) => Checked<T>;
  /** What else a change means: a preview that was of another draft is put away. */
  onSet?: (patch: Partial<T>) => void;
  /** Fields that the server calls by another name. */
  names?: Partial<Record<keyof T & string, string>>;
  /** The same where the name depends on what went wrong: the server's name → the name here. */
  rename?: (name: string) => string;
};

/** A form with all that may happen to it. It is shown by `FormDialog` or `Form`, which tell how it failed and guard what is written. */
export interface Form<T extends object> extends Fields<T> {
  commands: readonly Running[];
  isBusy: boolean;
  send: () => void;
  /** The same, by another way than its main one: «Сохранить проект» beside «На согласование». */
  sendBy: (how: (values: T) => void) => void;
  gap: () => string | null;
  /** What is wrong with fields, by their names here. */
  errors: () => Readonly<Record<string, string>>;
  /** Whether leaving now would lose what was written. */
  isUnsaved: () => boolean;
  /** Starts anew: after sending, where the form stays for the next. */
  restart: (values: T) => void;
}

/** `useForm({ start: { title: '' }, commands: save, send: (values) => save.mutate({ body: values }) })`. */
export function useForm<T extends object>(options: FormOptions<T>): Form<T> {
  const { draft } = options;
  const own = useFields<T>(draft ? draft.value : options.start);
  const fields = draft ? bindFields(draft.value, draft.change, own) : own;
  const commands = [options.commands].flat();
  const isBusy = options.isBusy || commands.some(({ isPending }) => isPending);
  const hasFailed = commands.some(({ code }) => code !== null);
  const [isTried, setTried] = useState(false);
  const kept = useRef<{ clean: T; sent?: T }>({ clean: fields.get() });
  useEffect(() => {
    const { clean, sent } = kept.current;
    // What failed is on its way no more, and was not saved, whatever becomes of the words about the failure.
    if (isBusy || !sent) return;
    kept.current = { clean: hasFailed ? clean : sent };
    if (!hasFailed) setTried(false);
  }, [isBusy, hasFailed]);
  // Once told what is wrong, the form tells anew with each letter.
  if (isTried) void fields.values;
  const wrong = () => wordsOnly(options.check?.(fields.get()));
  const gap = () => options.gap?.(fields.get()) || null;
  const errors = () => {
    const ids = Object.fromEntries(
      Object.entries(options.names ?? {}).map(([mine, theirs]) => [theirs, mine]),
    );
    const told = Object.entries(fieldWords(commands, ids)).map(([name, words]) => [
      options.rename?.(name) ?? name,
      words,
    ]);
    return { ...Object.fromEntries(told), ...(isTried ? wrong() : {}) };
  };
  const sendBy = (how: (values: T) => void): void => {
    if (isBusy) return;
    const missing = gap();
    if (missing) return void showToast(missing, { tone: 'problem' });
    setTried(true);
    const [first] = Object.keys(errorsById(fields.id, wrong()));
    if (first) return void document.getElementById(first)?.focus();
    kept.current.sent = fields.get();
    how(kept.current.sent);
  };
  return {
    id: fields.id,
    get values() {
      return fields.values;
    },
    get: fields.get,
    watch: fields.watch,
    set: (patch) => {
      fields.set(patch);
      options.onSet?.(patch);
    },
    commands,
    isBusy,
    gap,
    errors,
    errorOf: (name) => errors()[name],
    isUnsaved: () => {
      const now = fields.get();
      return !draft && !options.isPassing && now !== kept.current.sent && !isSame(now, kept.current.clean);
    },
    restart: (values) => {
      kept.current = { clean: values };
      setTried(false);
      fields.set(values);
    },
    sendBy,
    send: () => sendBy(options.send),
  };
}

const wordsOnly = (words: Readonly<Record<string, Words>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(words).flatMap(([name, one]) => (one ? [[name, one]] : [])));

/** Files and lists are compared by what they are, everything else by its value. */
const isSame = <T extends object>(a: T, b: T): boolean =>
  (Object.keys({ ...a, ...b }) as (keyof T)[]).every(
    (name) =>
      Object.is(a[name], b[name]) ||
      (!(a[name] instanceof Blob) && JSON.stringify(a[name]) === JSON.stringify(b[name])),
  );
