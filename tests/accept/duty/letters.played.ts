import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { courses, needsContact } from '../../support/letters/letter-courses.ts';
import { isOfAppeal } from '../../support/letters/letter-ends.ts';
import { judgeLife } from '../../support/letters/letter-judge.ts';
import { begin, beginUnreached, openLetterTown } from '../../support/letters/letter-lives.ts';

/** Courses whose names hold one of these words alone, where a run under way is to be short. */
const only = (process.env.LETTER_COURSES ?? '').split(',').filter(Boolean);

/** Every course by each pair of channels, in a town of its own; what is wrong goes to the file named. */
test('lives by the bytes that arrive', async () => {
  const pairs = [
    ['email', 'sms'],
    ['sms', 'email'],
    ['none', 'none'],
  ] as const;
  const wrong: string[] = [];
  let lives = 0;
  const path = process.env.LETTER_FIGURES;
  const played = Object.entries(courses).filter(
    ([name]) => only.length === 0 || only.some((word) => name.includes(word)),
  );
  for (const [name, course] of played) {
    const town = await openLetterTown();
    for (const [author, joiner] of pairs) {
      if (author === 'none' && needsContact(name)) continue;
      lives += 1;
      try {
        const people =
          author === 'none'
            ? await beginUnreached(town, isOfAppeal(name))
            : await begin(town, author, joiner);
        await course(town, people[0]);
        wrong.push(...(await judgeLife(town, name, people)));
      } catch (error) {
        const words = error instanceof Error ? error.message.slice(0, 400) : error;
        wrong.push(`${name} (${author}): не сыграно: ${words}`);
      }
      if (path) writeFileSync(path, JSON.stringify({ lives, wrong }));
    }
    await town.close();
  }
  expect(lives).toBeGreaterThan(played.length);
});
