import { describe, expect, test } from 'vitest';
import { tellTurnout } from './turnout.ts';

const rules = { smallest: 5, width: 5 };
const districts = ['north', 'south', 'hills'].map((id) => ({ id, title: id, residents: 1000 }));
const countsOf = (taken: Record<string, number>): (number | null)[] =>
  tellTurnout(districts, new Map(Object.entries(taken)), rules).map(({ count }) => count);

describe('turnout by district', () => {
  test.each<[Record<string, number>, (number | null)[]]>([
    [{ north: 40, south: 30, hills: 20 }, [40, 30, 20]],
    // Few of one are lost in the least of the others.
    [{ north: 40, south: 30, hills: 2 }, [40, null, null]],
    [{ north: 40, south: 2, hills: 2 }, [null, null, null]],
    [{ north: 40, south: 3, hills: 3 }, [40, null, null]],
    [{ north: 40, south: 0, hills: 9 }, [40, 0, 9]],
    [{ north: 2 }, [null, null, null]],
    // Somebody named no district, or one that is not there.
    [{ north: 40, south: 30, hills: 20, '': 6 }, [40, 30, 20, 6]],
    [{ north: 40, south: 30, hills: 20, other: 2 }, [40, 30, null, null]],
  ])('%j', (taken, told) => {
    expect(countsOf(taken)).toEqual(told);
  });

  test('the share of a hidden number is hidden, and where districts are not asked nothing is told', () => {
    expect(
      tellTurnout(
        districts,
        new Map([
          ['north', 40],
          ['south', 30],
          ['hills', 2],
        ]),
        rules,
      ),
    ).toMatchObject([{ turnout: 0.04 }, { turnout: null }, { turnout: null }]);
    expect(tellTurnout([], new Map([['', 40]]), rules)).toEqual([]);
  });
});
