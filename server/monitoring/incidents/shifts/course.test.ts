import { describe, expect, test } from 'vitest';
import { findNext, type HandoverFacts, handoverActs, refusalOf } from './course.ts';

const handover = (given: Partial<HandoverFacts> = {}): HandoverFacts & { taken_by_name: string } => ({
  state: 'given',
  given_by: 'giver',
  to_id: null,
  taken_by_name: 'Пробный П. П.',
  ...given,
});

describe('a handing over', () => {
  test.each<[string, Partial<HandoverFacts>, string, string[]]>([
    ['is taken back by its giver', {}, 'giver', ['withdraw']],
    ['is taken over by another', {}, 'other', ['take']],
    ['meant for one is taken over by whoever came', { to_id: 'named' }, 'other', ['take']],
    ['meant for one is taken over by them', { to_id: 'named' }, 'named', ['take']],
    ['that was taken is left to nobody', { state: 'taken' }, 'other', []],
    ['that was taken is not taken back', { state: 'taken' }, 'giver', []],
    ['that was withdrawn is over', { state: 'withdrawn' }, 'other', []],
  ])('%s', (_, given, person, acts) => {
    expect(handoverActs(handover(given), person)).toEqual(acts);
  });

  test.each<[Partial<HandoverFacts>, 'take' | 'withdraw', string]>([
    [{ state: 'taken' }, 'take', 'Смена уже принята: Пробный П. П.'],
    [{ state: 'taken' }, 'withdraw', 'Смена уже принята: Пробный П. П.'],
    [{ state: 'withdrawn' }, 'take', 'Эту передачу взял назад тот, кто сдавал смену.'],
    [{}, 'take', 'Свою смену принимает другой.'],
    [{}, 'withdraw', 'Назад берёт тот, кто сдавал смену.'],
  ])('refuses in words: %o, %s', (given, act, words) => {
    expect(refusalOf(handover(given), act)).toBe(words);
  });
});

describe('who is next', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));
  const duty = (id: string, from: number, to: number) => ({ id, name: id, from_at: at(from), to_at: at(to) });
  test('is whose duty begins first from now on', () => {
    const duties = [duty('late', 20, 30), duty('now', 6, 18), duty('next', 18, 20)];
    expect(findNext(duties, at(9))?.id).toBe('next');
    expect(findNext(duties, at(18))?.id).toBe('late');
    expect(findNext(duties, at(20))).toBeNull();
    expect(findNext([], at(9))).toBeNull();
  });
});
