import { describe, expect, it, test } from 'vitest';
import { momentAt } from '../../../shared/text/dates.ts';
import { writeNotice } from '../../../shared/text/monitoring/moderation.ts';
import { monthsBefore } from './figures.ts';
import { moderationPack } from './pack.ts';
import { findSilencing, whySecond } from './safeguards.ts';
import { isReturning, isUntold, mayFrom, moderationActs, waitingStates } from './workflow.ts';

const { never, rules } = moderationPack.on('2026-11-24');

describe('a rule that would cover criticism', () => {
  it.each([
    ['Не критикуйте работу служб', 'критикуйте'],
    ['Запрещены негативные отзывы', 'негативные'],
    ['Жалобы пишите в приёмную', 'жалобы'],
    ['Сведения, порочащие органы власти', 'порочащие'],
    ['Высказывания против мэра', 'мэра'],
    ['Призывы к митингам', 'митингам'],
    ['НЕДОВОЛЬСТВО не допускается', 'недовольство'],
  ])('«%s» is known by its word', (text, word) => {
    expect(findSilencing(text, never)).toBe(word);
  });

  it.each(['Не пишите бранных слов', 'Не размещайте рекламу', '', 'Политура и главный вход'])(
    '«%s» has none',
    (text) => {
      expect(findSilencing(text, never)).toBeNull();
    },
  );

  it('is not among the starting set', () => {
    for (const { title, text } of rules) expect(findSilencing(`${title} ${text}`, never)).toBeNull();
  });
});

test.each([
  [false, false, null],
  [true, false, 'rule'],
  [false, true, 'matter'],
  [true, true, 'matter'],
] as const)(
  'a rule that asks for it (%s) and words of the city (%s) are looked at because of %s',
  (needsSecond, isOfCity, why) => {
    expect(whySecond({ needsSecond }, isOfCity)).toBe(why);
  },
);

test('what may be done from which state, all of it', () => {
  const table = Object.fromEntries(
    [
      ...(['second', 'declined', 'dropped', 'hiding', 'by-hand', 'unknown', 'failed', 'hidden'] as const),
      ...(['restoring', 'restore-by-hand', 'restore-unknown', 'restore-failed', 'restored', 'lost'] as const),
    ].map((state) => [state, moderationActs.filter((act) => mayFrom(act, state)).join(' ')]),
  );
  expect(table).toEqual({
    second: 'second withdraw',
    declined: '',
    dropped: '',
    hiding: '',
    'by-hand': 'withdraw prove',
    unknown: 'done again',
    failed: 'withdraw again prove',
    hidden: 'appeal decide',
    restoring: '',
    'restore-by-hand': 'lost prove',
    'restore-unknown': 'done again',
    'restore-failed': 'again lost prove',
    restored: '',
    lost: '',
  });
  const acted = Object.keys(table).filter((state) => table[state] !== '' && state !== 'hidden');
  expect([...waitingStates].toSorted()).toEqual(acted.toSorted());
  expect(Object.keys(table).filter((state) => isReturning(state as 'hidden'))).toEqual([
    ...['restoring', 'restore-by-hand', 'restore-unknown', 'restore-failed'],
  ]);
});

test.each([
  ['said', 'public', false],
  ['saying', 'public', false],
  ['failed', 'private', false],
  ['failed', 'public', true],
  ['unknown', 'private', true],
] as const)('a notice that is %s %s is left for a person: %s', (state, way, isLeft) => {
  expect(isUntold({ state, way })).toBe(isLeft);
});

test.each([
  ['2026-11-24', 12, false, '2025-11-01', '2026-10-31'],
  ['2026-11-24', 1, false, '2026-10-01', '2026-10-31'],
  ['2026-11-24', 12, true, '2025-12-01', '2026-11-24'],
  ['2026-01-01', 1, true, '2026-01-01', '2026-01-01'],
  ['2026-03-31', 2, false, '2026-01-01', '2026-02-28'],
] as const)(
  'on %s %i months (with the running one: %s) are %s to %s',
  (today, months, isRunning, from, to) => {
    expect(monthsBefore(today, months, isRunning)).toEqual({ from, to });
  },
);

describe('a notice', () => {
  const zone = 'Asia/Yekaterinburg';
  const facts = {
    number: 'М-2026-11-0007',
    code: 'A4F7K2',
    rule: { number: 5, title: 'Реклама и спам', text: 'Не размещайте рекламу' },
    postedAt: momentAt('2026-11-24', '13:55', zone),
    appealUntil: momentAt('2026-12-24', '23:59', zone),
    answer: 'Комментарий продаёт окна.',
    site: 'https://otklik.example',
    zone,
  };

  it('says the rule in its own words, where to object and by what', () => {
    const text = writeNotice('hidden', facts, true);
    for (const words of [
      'Ваш комментарий от 24.11.2026, 13:55 убран по правилу 5 «Реклама и спам»: Не размещайте рекламу.',
      'возразите до 24.12.2026: https://otklik.example/comment-rules?act=M-2026-11-0007 (решение М-2026-11-0007',
      'код A4F7K2',
      'Критику мы не убираем',
    ])
      expect(text).toContain(words);
    expect(writeNotice('hidden', facts, false)).toContain('! Комментарий от');
  });

  it('tells what became of an objection', () => {
    expect(writeNotice('upheld', facts, true)).toBe(
      'Решение М-2026-11-0007: возражение рассмотрел другой человек и оставил решение в силе. Комментарий продаёт окна.',
    );
    expect(writeNotice('restored', facts, true)).toContain('снова на странице');
    expect(writeNotice('lost', facts, true)).toContain('Вернуть его сеть не может');
  });
});
