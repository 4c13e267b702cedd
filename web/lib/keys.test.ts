import { describe, expect, it } from 'vitest';
import {
  describeKeys,
  findMatch,
  isTextField,
  type KeyPress,
  matchesChord,
  ownsActivation,
  sequencePause,
} from './keys.ts';

const press = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key: code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('chords', () => {
  it('go by the physical key, whatever the layout types', () =>
    expect(matchesChord('KeyJ', press('KeyJ', { key: 'о' }))).toBe(true));
  it('want exactly their modifiers', () => {
    expect(matchesChord('KeyJ', press('KeyJ', { ctrlKey: true }))).toBe(false);
    expect(matchesChord('Shift+KeyX', press('KeyX'))).toBe(false);
    expect(matchesChord('Ctrl+Shift+Enter', press('Enter', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matchesChord('Ctrl+KeyK', press('KeyK', { metaKey: true }))).toBe(true);
  });
  it('take the Enter of the number pad', () =>
    expect(matchesChord('Enter', press('NumpadEnter'))).toBe(true));
  it('find a typed character on any layout', () => {
    expect(matchesChord('=?', press('Digit7', { key: '?', shiftKey: true }))).toBe(true);
    expect(matchesChord('=?', press('Slash', { key: ',', shiftKey: true }))).toBe(false);
  });
});

describe('sequences', () => {
  const bindings = ['KeyI', 'KeyG KeyI', 'KeyG KeyD'];
  it('wait for the second key and run', () => {
    const first = findMatch(bindings, press('KeyG'), null, 0);
    expect(first).toEqual({ run: -1, waiting: { chord: 'KeyG', at: 0 } });
    expect(findMatch(bindings, press('KeyI'), first.waiting, 500)).toEqual({ run: 1, waiting: null });
  });
  it('are forgotten after a pause', () =>
    expect(findMatch(bindings, press('KeyI'), { chord: 'KeyG', at: 0 }, sequencePause + 1).run).toBe(0));
  it('let a later binding win', () =>
    expect(findMatch(['KeyA', 'KeyA'], press('KeyA'), null, 0).run).toBe(1));
  it('keep the own meaning of a key that also begins one', () =>
    expect(findMatch(['KeyG', 'KeyG KeyI'], press('KeyG'), null, 0)).toEqual({ run: 0, waiting: null }));
});

describe('where keys are silent', () => {
  it.each([
    [{ tagName: 'TEXTAREA' }, true],
    [{ tagName: 'INPUT', type: 'search' }, true],
    [{ tagName: 'INPUT', type: 'checkbox' }, false],
    [{ tagName: 'SELECT' }, true],
    [{ tagName: 'DIV', isContentEditable: true }, true],
    [{ tagName: 'BUTTON' }, false],
    [null, false],
  ])('%o', (target, isText) => expect(isTextField(target)).toBe(isText));
  it('Enter belongs to a focused button', () => {
    expect(ownsActivation({ tagName: 'button' })).toBe(true);
    expect(ownsActivation({ tagName: 'TR' })).toBe(false);
  });
});

describe('hints', () => {
  it.each([
    ['KeyJ', 'J', 'J (О)'],
    ['Ctrl+KeyK', 'Ctrl K', 'Ctrl K (Л)'],
    ['KeyG KeyI', 'G I', 'G (П), I (Ш)'],
    ['Digit2', '2', '2'],
    ['=?', '?', '?'],
    ['Escape', 'Esc', 'Esc'],
  ])('%s', (keys, short, both) => {
    expect(describeKeys(keys)).toBe(short);
    expect(describeKeys(keys, true)).toBe(both);
  });
});
