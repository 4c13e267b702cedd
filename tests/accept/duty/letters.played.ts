import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { courses } from '../../support/letter-courses.ts';
import { begin, judgeLife, openLetterTown } from '../../support/letter-lives.ts';

/** Every course by each pair of channels, one after another in one town; what is wrong goes to the file named. */
test('lives by the bytes that arrive', async () => {
  const pairs = [
    ['email', 'sms'],
    ['sms', 'email'],
  ] as const;
  const wrong: string[] = [];
  let lives = 0;
  const path = process.env.LETTER_FIGURES;
  for (const [name, course] of Object.entries(courses))
    for (const [author, joiner] of pairs) {
      const town = await openLetterTown();
      try {
        const people = await begin(town, author, joiner);
        await course(town, people[0]);
        wrong.push(...(await judgeLife(town, name, people)));
      } catch (error) {
        wrong.push(`${name}: не сыграно: ${error instanceof Error ? error.message.slice(0, 400) : error}`);
      } finally {
        await town.close();
      }
      lives += 1;
      if (path) writeFileSync(path, JSON.stringify({ lives, wrong }));
    }
  expect(lives).toBe(Object.keys(courses).length * pairs.length);
});
