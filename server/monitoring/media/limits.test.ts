import { describe, expect, it } from 'vitest';
import { checkCardKeeping, checkKeeping, findLabel, maskChannel } from './limits.ts';
import { mediaPack } from './pack.ts';

const rules = mediaPack.on('2026-11-24');
const today = '2026-11-24';
const whole = { purpose: rules.purposes[0]!, ground: rules.grounds[0]!, keptUntil: '2027-11-24' };

describe('how something is kept', () => {
  it('is whole with a purpose, a ground and a term', () => {
    expect(checkKeeping(whole, rules, today)).toEqual({});
    expect(checkKeeping({ ...whole, keptUntil: '2026-11-25' }, rules, today)).toEqual({});
    expect(checkKeeping({ ...whole, keptUntil: '2029-11-23' }, rules, today)).toEqual({});
  });

  it.each([
    [{ purpose: '' }, 'purpose'],
    [{ purpose: 'просто так' }, 'purpose'],
    [{ ground: 'мне надо' }, 'ground'],
    [{ keptUntil: null }, 'keptUntil'],
    [{ keptUntil: '2026-11-24' }, 'keptUntil'],
    [{ keptUntil: '2029-11-24' }, 'keptUntil'],
  ])('%j is refused', (given, field) => {
    expect(Object.keys(checkKeeping({ ...whole, ...given }, rules, today))).toEqual([field]);
  });

  it('is asked of people, and of organisations that say it', () => {
    const nothing = { purpose: '', ground: '', keptUntil: null };
    expect(checkCardKeeping('smi', nothing, rules, today)).toEqual({});
    expect(checkCardKeeping('pablik', nothing, rules, today)).toEqual({});
    for (const kind of ['blogger', 'lom'] as const)
      expect(Object.keys(checkCardKeeping(kind, nothing, rules, today))).toEqual([
        'purpose',
        'ground',
        'keptUntil',
      ]);
    expect(Object.keys(checkCardKeeping('smi', { ...nothing, purpose: 'x' }, rules, today))).toContain(
      'purpose',
    );
  });
});

describe('words that say what a person is', () => {
  it.each([
    ['Известен лояльностью', 'лояльностью'],
    ['оппозиционного толка', 'оппозиционного'],
    ['Верующая, пишет о храмах', 'верующая'],
    ['у неё болезнь', 'болезнь'],
  ])('«%s» is known by «%s»', (text, word) => {
    expect(findLabel(text, rules.labels)).toBe(word);
  });

  it.each(['Пишет о дорогах и дворах', 'Ведёт сообщество района', ''])('«%s» has none', (text) => {
    expect(findLabel(text, rules.labels)).toBeNull();
  });
});

it.each([
  ['phone', '+7 343 937-00-00', '+7 ••• ••• 00 00'],
  ['email', 'redakcia@example.ru', 'r•••@example.ru'],
  ['messenger', '@gorod', '@•••'],
  ['address', 'ул. Ленина, 1', 'ул. Ленина, 1'],
] as const)('%s %s is shown as %s', (kind, value, shown) => {
  expect(maskChannel(kind, value)).toBe(shown);
});
