import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Answer, Question } from '../contract/participation/questionnaire.ts';
import { questionKinds, questions as questionsOf, UNSURE } from '../contract/participation/questionnaire.ts';
import { boundsOf, checkAnswers, choicesOf } from '../text/participation/questions.ts';
import { type OpenedBallot, packBallot, writeBallotText } from './ballot.ts';
import { envelopeSize } from './envelope-size.ts';

/** Kinds that may be asked in secret. */
const kinds = questionKinds.filter((kind) => kind !== 'text');
const LONGEST_ID = 20;
const id = fc.stringMatching(/^[a-z0-9-]{1,20}$/u).filter((one) => one !== UNSURE && !/^\d+$/u.test(one));
const ids = (most: number) =>
  fc.uniqueArray(
    fc.oneof(
      id,
      id.map((one) => one.padEnd(LONGEST_ID, 'z')),
    ),
    { minLength: 2, maxLength: most },
  );

const question = (questionId: string) =>
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      options: ids(50),
      rows: ids(30),
      hasUnsure: fc.boolean(),
      steps: fc.integer({ min: 2, max: 10 }),
    })
    .map((drawn) => ({
      id: questionId,
      kind: drawn.kind,
      title: 'Вопрос',
      hasUnsure: drawn.hasUnsure,
      steps: drawn.steps,
      options:
        drawn.kind === 'scale' || drawn.kind === 'point'
          ? []
          : drawn.options.map((one) => ({ id: one, title: 'Вариант' })),
      rows: drawn.kind === 'matrix' ? drawn.rows.map((one) => ({ id: one, title: 'Строка' })) : [],
    }));

const byLength = (one: string, other: string): number => other.length - one.length;

/** The longest that may be said. */
function longestSaid(asked: Question): Answer {
  const choices = choicesOf(asked);
  const longest = choices.toSorted(byLength)[0] ?? '';
  switch (asked.kind) {
    case 'multi':
    case 'ranking':
    case 'budget':
      return choices.filter((one) => one !== UNSURE).slice(0, boundsOf(asked).most);
    case 'matrix':
      return Object.fromEntries(asked.rows.map((row) => [row.id, longest]));
    case 'point':
      return { lat: -Math.PI * 1e-7, lon: -Math.PI * 1e-100 };
    default:
      return [longest];
  }
}

/** As a device makes it, each part as long as it may be. */
function longestBallot(asked: readonly Question[]): OpenedBallot {
  const answers = Object.fromEntries(asked.map((one) => [one.id, longestSaid(one)]));
  expect(checkAnswers(asked, answers).problems).toEqual({});
  const text = writeBallotText({
    pollId: '3f0e9c9e-7f0a-4b6e-9a8e-6c6d1f1b2a3c',
    edition: 2_147_483_647,
    answers,
    code: 'f'.repeat(32),
  });
  return { prefix: 'A'.repeat(43), text, signature: 'A'.repeat(342) };
}

it('holds the longest of all ballots that may be cast, whatever is asked', () => {
  const asked = fc
    .uniqueArray(
      id.map((one) => one.padEnd(LONGEST_ID, 'q')),
      { minLength: 1, maxLength: 60 },
    )
    .chain((all) => fc.tuple(...all.map(question)));
  fc.assert(
    fc.property(asked, (given) => {
      const all = questionsOf.parse(given);
      const size = envelopeSize(all);
      expect(packBallot(longestBallot(all), size)).toHaveLength(size);
    }),
    { numRuns: 60 },
  );
});

it.each(kinds)(
  'holds the longest answers to sixty questions of the kind «%s», and is not much longer',
  (kind) => {
    const name = (letter: string, at: number) => `${letter}${at}`.padEnd(LONGEST_ID, 'z');
    const all = questionsOf.parse(
      Array.from({ length: 60 }, (_, at) => ({
        id: name('q', at),
        kind,
        title: 'Вопрос',
        hasUnsure: true,
        steps: 10,
        options:
          kind === 'scale' || kind === 'point'
            ? []
            : Array.from({ length: 50 }, (_, to) => ({ id: name('o', to), title: 'Вариант' })),
        rows:
          kind === 'matrix'
            ? Array.from({ length: 30 }, (_, to) => ({ id: name('r', to), title: 'Строка' }))
            : [],
      })),
    );
    const written = JSON.stringify(longestBallot(all)).length;
    const size = envelopeSize(all);
    expect(written).toBeLessThanOrEqual(size);
    expect(size).toBeLessThan(written * 1.5 + 1024);
  },
);
