import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CheckField } from './choice-field.tsx';
import { bindFields, bindValue, errorsById, type Fields, type NameOf, partOf, rowOf } from './fields.ts';
import { FilterSelect } from './filter-select.tsx';
import { TextField } from './text-field.tsx';

const start = {
  title: 'Двор',
  due: null as string | null,
  count: 2,
  legal: { text: '59-ФЗ' },
  tasks: [
    { text: 'Убрать снег', days: 3 },
    { text: 'Починить', days: 5 },
  ],
};
type Values = typeof start;

/** Fields over a variable, as a form is over its store; `errors` as the server names them. */
function fieldsOver(values: Values, errors: Readonly<Record<string, string>> = {}) {
  let now = values;
  const form: Fields<Values> = {
    id: 'f',
    get values() {
      return now;
    },
    get: () => now,
    watch: () => () => {},
    set: (patch) => {
      now = { ...now, ...patch };
    },
    errorOf: (name) => errors[name],
  };
  return { form, now: () => now };
}

describe('fields of a part', () => {
  it('read and write their part alone', () => {
    const { form, now } = fieldsOver(start);
    const legal = partOf(form, 'legal');
    expect(legal.values.text).toBe('59-ФЗ');
    legal.set({ text: '210-ФЗ' });
    expect(now()).toEqual({ ...start, legal: { text: '210-ФЗ' } });
  });

  it('find the error that the server names by the whole path', () => {
    const { form } = fieldsOver(start, { 'legal.text': 'Назовите основание' });
    expect(partOf(form, 'legal').errorOf('text')).toBe('Назовите основание');
    expect(partOf(form, 'legal').errorOf('other')).toBeUndefined();
  });
});

describe('fields of a line', () => {
  it('write their own line and leave the others', () => {
    const { form, now } = fieldsOver(start);
    rowOf(form, 'tasks', 1).set({ days: 9 });
    expect(now().tasks).toEqual([start.tasks[0], { text: 'Починить', days: 9 }]);
  });

  it('find their errors by the place of the line', () => {
    const { form } = fieldsOver(start, { 'tasks.1.text': 'Слишком коротко' });
    expect(rowOf(form, 'tasks', 1).errorOf('text')).toBe('Слишком коротко');
    expect(rowOf(form, 'tasks', 0).errorOf('text')).toBeUndefined();
  });

  it('have ids of their own', () => {
    const { form } = fieldsOver(start);
    expect(rowOf(form, 'tasks', 1).id).not.toBe(rowOf(form, 'tasks', 0).id);
  });

  it('are gone with their line, and say nothing then', () => {
    const { form } = fieldsOver({ ...start, tasks: [] });
    expect(rowOf(form, 'tasks', 0).get()).toBeUndefined();
  });
});

const Tick = () => CheckField({ form: bindValue<boolean>(true, () => {}), name: 'value', children: 'Да' });

describe('what acts at once', () => {
  it('gives the new value, or the patch of the address', () => {
    const got: unknown[] = [];
    bindValue(true, (isOn) => got.push(isOn)).set({ value: false });
    bindFields({ q: '', page: '2' }, (patch) => got.push(patch)).set({ q: 'двор' });
    expect(got).toEqual([false, { q: 'двор' }]);
  });

  it('has an id of its own on a page of many', () => {
    const html = renderToStaticMarkup(createElement('div', null, createElement(Tick), createElement(Tick)));
    const ids = [...html.matchAll(/<input[^>]* id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(2);
  });
});

const Line = (props: { isPosted: boolean; error?: string }) =>
  TextField({
    form: bindFields({ phone: '+7' }, () => {}, {
      id: 'message',
      isPosted: props.isPosted,
      errors: { phone: props.error },
    }),
    name: 'phone',
    label: 'Телефон',
  });

describe('what a page without scripts sends', () => {
  const draw = (props: { isPosted: boolean; error?: string }) =>
    renderToStaticMarkup(createElement(Line, props));

  it('carries names of HTML, which other fields do not', () => {
    expect(draw({ isPosted: true })).toContain('name="phone"');
    expect(draw({ isPosted: false })).not.toContain('name=');
  });

  it('says what is wrong at the field, where the list of it leads', () => {
    const html = draw({ isPosted: true, error: 'Телефон из 10 цифр' });
    expect(html).toContain('aria-describedby="message-phone-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(draw({ isPosted: true })).not.toContain('aria-invalid');
  });
});

it('what is wrong is listed by the ids of the controls, and of the whole by none', () => {
  expect(errorsById('f', { 'tasks.1.text': 'Коротко', '': 'Не вышло' })).toEqual({
    'f-tasks-1-text': 'Коротко',
    '': 'Не вышло',
  });
});

const Filter = ({ state }: { state: string | undefined }) =>
  FilterSelect({
    form: bindFields<{ state: string | undefined }>({ state }, () => {}),
    name: 'state',
    label: 'Состояние',
    none: 'любое',
    choices: [{ value: 'done', label: 'сделано' }],
  });

it.each([
  [undefined, false],
  ['', false],
  ['done', true],
])('a filter with %j in the address stands out: %j', (state, isSet) => {
  const html = renderToStaticMarkup(createElement(Filter, { state }));
  expect(html.includes('is-set')).toBe(isSet);
  expect(html).toContain(isSet ? '<option value="done" selected="">' : '<option value="" selected="">');
});

type IsTextField<Name extends string> = Name extends NameOf<Values, string> ? true : false;

it('a field takes names of what it can hold, and no other: by type', () => {
  const text: NameOf<Values, string>[] = ['title'];
  const orEmpty: NameOf<Values, string | null>[] = ['title', 'due'];
  const number: NameOf<Values, number>[] = ['count'];
  const refused: [IsTextField<'title'>, IsTextField<'count'>, IsTextField<'titel'>] = [true, false, false];
  expect([text, orEmpty, number, refused].flat()).toHaveLength(7);
});
