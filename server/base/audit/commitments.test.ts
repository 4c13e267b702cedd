import { describe, expect, it } from 'vitest';
import { type Commitments, findCommitment, takeLines } from './commitments.ts';
import type { CommittedLine } from './day-sheet.ts';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];

const rules = {
  kept: { isFinal: true, mayReturn: false },
  undone: { isFinal: true, mayReturn: true },
  moving: { isFinal: false, mayReturn: false },
};
const ruleOf = (kind: string) => rules[kind as keyof typeof rules];

/** Days of lines one after another; what is said of the rewriting and what is believed at the end. */
function take(kind: string, ...days: [string | null, string | null, string?][]) {
  const known: Commitments = new Map();
  const rewritten = days.flatMap(([day, hash, ground]) => {
    const line: CommittedLine = ground ? [kind, 'x', hash, ground] : [kind, 'x', hash];
    return takeLines(known, [line], { day, ruleOf });
  });
  return { rewritten: rewritten.length, believed: findCommitment(known, kind, 'x') };
}

describe('commitments of a line, day after day', () => {
  it.each([
    ['a final line, once', 'kept', [['d1', a]], 0, a, 'd1'],
    [
      'the same word again',
      'kept',
      [
        ['d1', a],
        ['d2', a],
      ],
      0,
      a,
      'd2',
    ],
    [
      'a final line rewritten: the first word stands',
      'kept',
      [
        ['d1', a],
        ['d2', b],
      ],
      1,
      a,
      'd1',
    ],
    [
      'a final line that left',
      'kept',
      [
        ['d1', a],
        ['d2', null],
      ],
      1,
      a,
      'd1',
    ],
    [
      'an approval undone',
      'undone',
      [
        ['d1', a],
        ['d1', null],
      ],
      0,
      null,
      'd1',
    ],
    [
      'an approval undone and given again',
      'undone',
      [
        ['d1', a],
        ['d1', null],
        ['d2', b],
      ],
      0,
      b,
      'd2',
    ],
    [
      'an answer rewritten without being taken back',
      'undone',
      [
        ['d1', a],
        ['d2', b],
      ],
      1,
      a,
      'd1',
    ],
    [
      'a line that moves',
      'moving',
      [
        ['d1', a],
        ['d2', b],
        [null, c],
      ],
      0,
      c,
      null,
    ],
    [
      'a line that moves and is gone',
      'moving',
      [
        ['d1', a],
        ['d2', null],
      ],
      0,
      null,
      'd2',
    ],
    [
      'of a kind nobody knows',
      'stranger',
      [
        ['d1', a],
        ['d2', b],
      ],
      0,
      b,
      'd2',
    ],
  ] as [string, string, [string | null, string | null, string?][], number, string | null, string | null][])(
    '%s',
    (_, kind, days, rewritten, hash, day) => {
      expect(take(kind, ...days)).toEqual({ rewritten, believed: { hash, day, ground: null } });
    },
  );

  it('a lawful erasure changes a final line, and its ground stays', () => {
    expect(take('kept', ['d1', a], ['d2', b, 'retention:5'])).toEqual({
      rewritten: 0,
      believed: { hash: b, day: 'd2', ground: 'retention:5' },
    });
    expect(take('kept', ['d1', a], ['d2', null, 'consent']).believed?.hash).toBeNull();
    expect(take('kept', ['d1', a], ['d2', b, 'consent'], ['d3', c]).rewritten).toBe(1);
    expect(take('moving', ['d1', a], ['d2', b, 'consent'], ['d3', c]).believed).toEqual({
      hash: c,
      day: 'd3',
      ground: 'consent',
    });
  });
});
