import { afterAll, beforeAll, expect, test } from 'vitest';
import { courses } from '../../../../tests/support/letters/letter-courses.ts';
import { judgeLife } from '../../../../tests/support/letters/letter-judge.ts';
import { begin, type LetterTown, openLetterTown } from '../../../../tests/support/letters/letter-lives.ts';

let town: LetterTown;
beforeAll(async () => {
  town = await openLetterTown();
});
afterAll(() => town.close());

/** A few lives by the bytes that arrive; all of them, by every channel, are played by `npm run accept -- duty --only 2`. */
test.each([
  ['ответ, возврат, новый ответ', 'email', 'sms'],
  ['отказ, спор, ответ', 'sms', 'email'],
  ['объединено, ответ по главному', 'email', 'email'],
] as const)('«%s»: no stage silent, nothing untrue, nothing twice', async (name, author, joiner) => {
  const people = await begin(town, author, joiner);
  await courses[name]!(town, people[0]);
  expect(await judgeLife(town, name, people)).toEqual([]);
});
