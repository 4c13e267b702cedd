import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, type Cursor, lowest } from './feed-cursor.ts';

/** A life of a sequence: transactions begin, take numbers, commit or roll back; looks come between. */
type Step = { do: 'begin' | 'look' } | { do: 'take' | 'commit' | 'rollback'; which: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Step>({ do: 'begin' }, { do: 'look' }) },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constantFrom('take' as const, 'commit' as const, 'rollback' as const),
        which: fc.nat(),
      }),
    },
  ),
  { maxLength: 120, size: 'max' },
);

interface Transaction {
  xid: number;
  ids: number[];
}

function play(list: readonly Step[]) {
  const open: Transaction[] = [];
  const committed = new Set<number>();
  const read: number[] = [];
  let cursor: Cursor = { high: 0, gaps: [] };
  let nextXid = 1;
  let ended = 0;
  let nextId = 1;
  const look = () => {
    const wanted = (id: number) =>
      id > cursor.high || cursor.gaps.some(({ from, to }) => id >= from && id <= to);
    const seen = [...committed].filter(wanted);
    read.push(...seen);
    // As PostgreSQL tells it: of those above the newest that has ended it knows nothing.
    const xmin = Math.min(ended + 1, ...open.map(({ xid }) => xid));
    cursor = advance(cursor, seen, { xmin, nextXid });
  };
  for (const step of list) {
    if (step.do === 'look') look();
    else if (step.do === 'begin') open.push({ xid: nextXid++, ids: [] });
    else if ('which' in step && open.length > 0) {
      const at = step.which % open.length;
      if (step.do === 'take') open[at]!.ids.push(nextId++);
      else {
        const [gone] = open.splice(at, 1);
        ended = Math.max(ended, gone!.xid);
        if (step.do === 'commit') for (const id of gone!.ids) committed.add(id);
      }
    }
  }
  for (const { ids } of open) for (const id of ids) committed.add(id);
  open.length = 0;
  ended = nextXid - 1;
  look();
  look();
  return { read, committed, cursor };
}

describe('a stream read while its transactions commit in any order', () => {
  test('is read whole, each row once, and nothing is waited for in the end', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { read, committed, cursor } = play(list);
        expect(read.toSorted((a, b) => a - b)).toEqual([...committed].sort((a, b) => a - b));
        expect(cursor.gaps).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('waits for a number as long as its transaction may be under way', () => {
    const first = advance({ high: 10, gaps: [] }, [14, 12], { xmin: 5, nextXid: 9 });
    expect(first).toEqual({
      high: 14,
      gaps: [
        { from: 11, to: 11, until: 9 },
        { from: 13, to: 13, until: 9 },
      ],
    });
    expect(lowest(first)).toBe(11);
    const second = advance(first, [13], { xmin: 8, nextXid: 12 });
    expect(second.gaps).toEqual([{ from: 11, to: 11, until: 9 }]);
    expect(advance(second, [], { xmin: 9, nextXid: 12 })).toEqual({ high: 14, gaps: [] });
  });
});
