import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../../../shared/time.ts';
import { type AngryComment, createAngerReader, findAngerBurst } from './anger.ts';
import { conflictPack } from './pack.ts';

const rules = conflictPack.on('2026-11-24');
const isAngry = createAngerReader(rules.anger);

describe('anger is read in words', () => {
  test.each([
    'Позор! Третий день без тепла, и никому дела нет',
    'Сколько можно? Надоели ваши отписки',
    'Опять обещают, а где ваши обещания?',
    'Безобразие, лёд у садика никто не чистит',
    'Будем жаловаться в прокуратуру',
    'Когда уже наконец почините дорогу',
  ])('«%s»', (text) => expect(isAngry(text)).toBe(true));

  test.each([
    'Подскажите, когда дадут тепло на Победы, 9?',
    'Спасибо, что убрали двор, молодцы',
    'На Титова, 14 второй день нет горячей воды',
    'А автобус 16 завтра будет ходить?',
    'Когда следующий субботник?',
    'Спасибо, обошлось без ужаса прошлого года',
    '',
    ' \n ',
  ])('not in «%s»', (text) => expect(isAngry(text)).toBe(false));
});

const start = Date.parse('2026-11-24T06:00:00Z');
const comment = (author: string, minute: number): AngryComment => ({
  id: `${author}-${minute}`,
  author,
  at: new Date(start + minute * MINUTE),
});
const burst = (...comments: AngryComment[]) => findAngerBurst(comments, { people: 3, minutes: 120 });

describe('three different people within two hours', () => {
  test('are one burst, with how many and how long', () => {
    expect(burst(comment('a', 0), comment('b', 40), comment('c', 100))).toMatchObject({
      people: 3,
      minutes: 100,
      ids: ['a-0', 'b-40', 'c-100'],
    });
  });
  test('or as few as the rule asks for, of one comment as well', () => {
    const one = findAngerBurst([comment('a', 0)], { people: 1, minutes: 120 });
    expect(one).toMatchObject({ people: 1, minutes: 0, ids: ['a-0'] });
  });
  test('to the minute', () => {
    expect(burst(comment('a', 0), comment('b', 1), comment('c', 120))?.people).toBe(3);
    expect(burst(comment('a', 0), comment('b', 1), comment('c', 121))).toBeNull();
  });
  test('two of whom one wrote twice are no three', () => {
    expect(burst(comment('a', 0), comment('b', 10), comment('a', 20))).toBeNull();
  });
  test('of whom one is not known are two', () => {
    expect(burst(comment('a', 0), comment('b', 10), comment('', 20))).toBeNull();
  });
  test('the latest stretch counts, in whatever order they came', () => {
    const found = burst(
      comment('f', 400),
      comment('a', 0),
      comment('d', 320),
      comment('e', 330),
      comment('b', 1),
      comment('c', 2),
    );
    expect(found?.ids).toEqual(['d-320', 'e-330', 'f-400']);
  });
});

test('every day has rules, and a playbook for each kind of signal', () => {
  const kinds = new Set(rules.playbooks.flatMap((playbook) => playbook.kinds));
  expect([...kinds].toSorted()).toEqual(Object.keys(rules.risk).toSorted());
});
