import { expect, it } from 'vitest';
import { defineCheck, notJudged } from './health-check.ts';
import { runChecks } from './run-checks.ts';

const notLooked = () =>
  defineCheck<'mild', object>({
    id: 'f',
    looksAt: 'про f',
    faults: { mild: fault('warning') },
    run: async () => notJudged('ещё не настроено'),
  });
const fault = (severity: 'error' | 'warning') => ({ severity, title: 'Неладно', cure: 'Лечите' });
const check = (id: string, run: () => Promise<{ code: 'mild' | 'grave'; words: string }[]>) =>
  defineCheck<'mild' | 'grave', object>({
    id,
    looksAt: `про ${id}`,
    faults: { mild: fault('warning'), grave: fault('error') },
    run,
  });

it('asks each check by itself: one that throws or is silent hinders no other', async () => {
  const report = await runChecks(
    [
      check('a', async () => [{ code: 'mild', words: 'раз' }]),
      check('b', () => Promise.reject(new Error('нет связи'))),
      check('c', () => new Promise(() => {})),
      check('d', async () => [{ code: 'grave', words: 'два' }]),
      check('e', async () => []),
      notLooked(),
    ],
    {},
    20,
  );
  expect(report.troubles.map(({ id, words }) => `${id} ${words}`)).toEqual([
    'd/grave два',
    'a/mild раз',
    'b/unlooked про b: нет связи',
    'c/unlooked про c: ответа нет слишком долго',
  ]);
  expect(report.troubles[0]).toMatchObject({ severity: 'error', title: 'Неладно', cure: 'Лечите' });
  expect(report).toMatchObject({
    well: ['про e'],
    unjudged: [{ title: 'про f', why: 'ещё не настроено' }],
    checked: 5,
  });
});
