import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allot, placesOf } from '../../shared/text/participation/budget.ts';
import { hasPython } from './recount.ts';
import { type AskedBudget, loadRecountPage } from './recount-page.ts';

/** Three programs that share no code share out the same money alike, ties among it. */

const cases = fc.sample(
  fc.record({
    total: fc.integer({ min: 1, max: 30 }),
    whenShort: fc.constantFrom('next' as const, 'stop' as const),
    projects: fc.array(
      fc.record({ cost: fc.integer({ min: 1, max: 12 }), voices: fc.integer({ min: 0, max: 4 }) }),
      {
        minLength: 1,
        maxLength: 7,
      },
    ),
  }),
  { seed: 59, numRuns: 400 },
);
const asked = cases.map(({ total, whenShort, projects }) => {
  const question: AskedBudget = {
    total,
    whenShort,
    options: projects.map(({ cost }, at) => ({ id: `p${at}`, cost })),
  };
  return { question, tally: Object.fromEntries(projects.map(({ voices }, at) => [`p${at}`, voices])) };
});
const ours = asked.map(({ question, tally }) => {
  const places = placesOf(new Map(Object.entries(tally)));
  const { funded, left, tied } = allot(
    question,
    question.options.map((option) => ({
      id: option.id,
      cost: option.cost,
      place: places.get(option.id) ?? null,
    })),
    [],
  );
  return { funded: funded.toSorted(), left, tied: tied.toSorted() };
});

test('the page that works without a network', () => {
  const { shareOut } = loadRecountPage();
  const theirs = asked.map(({ question, tally }) => {
    const { funded, left, tied } = shareOut(question, new Map(Object.entries(tally)));
    return { funded: [...funded].toSorted(), left, tied: [...tied].toSorted() };
  });
  expect(theirs).toEqual(ours);
  expect(ours.some(({ tied }) => tied.length > 0)).toBe(true);
  expect(ours.some(({ tied, funded }) => tied.length === 0 && funded.length > 2)).toBe(true);
});

test.skipIf(!hasPython)('the program of another language', () => {
  const script =
    'import json, sys, recount\nprint(json.dumps([recount.share_out(one["question"], one["tally"]) for one in json.load(sys.stdin)]))';
  const { stdout, stderr } = spawnSync('python3', ['-B', '-c', script], {
    cwd: import.meta.dirname,
    input: JSON.stringify(asked),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(ours);
});
