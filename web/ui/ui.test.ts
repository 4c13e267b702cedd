import { describe, expect, it } from 'vitest';
import { bandOf, shareLeft } from './deadline-band.ts';
import { closedCombobox, pressCombobox } from './forms/combobox-state.ts';
import { chooseFiles } from './photos/photo-uploads.ts';
import { nextSort, pickRange, readSort, toggleAll, togglePicked, writeSort } from './table-choice.ts';

describe('combobox keys', () => {
  const open = (active: number) => ({ isOpen: true, active });
  it.each([
    ['opens downwards', closedCombobox, 'ArrowDown', open(0)],
    ['opens upwards at the end', closedCombobox, 'ArrowUp', open(2)],
    ['goes down', open(0), 'ArrowDown', open(1)],
    ['wraps at the end', open(2), 'ArrowDown', open(0)],
    ['wraps at the start', open(0), 'ArrowUp', open(2)],
    ['enters the list from the text', open(-1), 'ArrowDown', open(0)],
    ['closes on Esc', open(1), 'Escape', closedCombobox],
    ['gives letters to the text', open(1), 'а', open(-1)],
  ])('%s', (_, state, key, next) => expect(pressCombobox(state, key, 3).state).toEqual(next));
  it('chooses the active option only', () => {
    expect(pressCombobox(open(1), 'Enter', 3)).toMatchObject({ chosen: 1, isHandled: true });
    expect(pressCombobox(open(-1), 'Enter', 3)).toMatchObject({ chosen: null, isHandled: false });
  });
  it('leaves Esc of a closed list to the dialog around it', () =>
    expect(pressCombobox(closedCombobox, 'Escape', 3).isHandled).toBe(false));
  it('stays closed with nothing to show', () =>
    expect(pressCombobox(closedCombobox, 'ArrowDown', 0).state).toEqual(closedCombobox));
});

describe('deadlines', () => {
  it.each([
    [0.9, 'quiet'],
    [0.5, 'quiet'],
    [0.49, 'normal'],
    [0.2, 'normal'],
    [0.19, 'soon'],
    [0, 'overdue'],
    [-1, 'overdue'],
  ])('%s is %s', (share, band) => expect(bandOf(share)).toBe(band));
  it('measures what is left', () => {
    expect(shareLeft(0, 100, 25)).toBe(0.75);
    expect(shareLeft(0, 100, 100)).toBe(0);
    expect(shareLeft(50, 100, 0)).toBe(1);
  });
});

describe('marks of a table', () => {
  const keys = ['a', 'b', 'c', 'd'];
  it('go on and off', () => expect([...togglePicked(new Set(['a']), 'a')]).toEqual([]));
  it('all, then none, and keep other pages', () => {
    const all = toggleAll(new Set(['z']), keys);
    expect(all.size).toBe(5);
    expect([...toggleAll(all, keys)]).toEqual(['z']);
  });
  it('stretch both ways', () => {
    expect([...pickRange(new Set(), keys, 'c', 'a')]).toEqual(['a', 'b', 'c']);
    expect([...pickRange(new Set(), keys, 'x', 'a')]).toEqual([]);
  });
  it('order goes to the address and back', () => {
    expect(nextSort({ column: 'due', descending: false }, 'due')).toEqual({
      column: 'due',
      descending: true,
    });
    expect(nextSort({ column: 'due', descending: true }, 'number').descending).toBe(false);
    expect(readSort(writeSort({ column: 'due', descending: true }))).toEqual({
      column: 'due',
      descending: true,
    });
    expect(readSort('')).toBeNull();
  });
});

describe('chosen photos', () => {
  const file = (name: string, size = 10, type = 'image/jpeg') => ({ name, size, type });
  it('takes what fits and says why the rest was left', () => {
    const { taken, words } = chooseFiles(
      [file('a.jpg'), file('b.pdf', 10, 'application/pdf'), file('c.jpg')],
      1,
      100,
    );
    expect(taken.map(({ name }) => name)).toEqual(['a.jpg']);
    expect(words).toContain('«b.pdf» — не фото');
    expect(words).toContain('места больше нет');
  });
  it('knows HEIC without a type', () =>
    expect(chooseFiles([file('a.HEIC', 10, '')], 5, 100).taken).toHaveLength(1));
  it('refuses a huge file', () =>
    expect(chooseFiles([file('a.jpg', 200)], 5, 100).words).toContain('больше'));
});
