import { expect, it } from 'vitest';
import { judgeUpkeep, type UpkeepFacts } from './upkeep-judge.ts';

const GB = 1024 ** 3;
const MINUTE = 60_000;

const well: UpkeepFacts = {
  slots: [],
  isSynced: true,
  isWholePages: true,
  isTidied: true,
  tables: [],
  invalid: [],
  idle: 0,
  waiting: 0,
  longestWait: 0,
  collation: { made: null, now: null },
  programs: ['otklik 0181'],
};

it.each<[string, Partial<UpkeepFacts>, string[]]>([
  ['well', {}, []],
  ['a standby that was off for an evening', { slots: [{ name: 'a', kept: GB }] }, []],
  ['a slot nobody reads', { slots: [{ name: 'a', kept: GB + 1 }] }, ['slot']],
  ['fsync off', { isSynced: false }, ['not-synced']],
  ['full pages off', { isWholePages: false }, ['not-synced']],
  ['autovacuum off', { isTidied: false }, ['not-tidied']],
  ['many dead rows', { tables: [{ name: 'a.b', live: 24_999, dead: 100_000 }] }, ['bloated']],
  ['as many among more live ones', { tables: [{ name: 'a.b', live: 25_000, dead: 100_000 }] }, []],
  ['few dead rows', { tables: [{ name: 'a.b', live: 0, dead: 99_999 }] }, []],
  ['an index that is not used', { invalid: ['a.b_c'] }, ['invalid-index']],
  ['a transaction somebody thinks over', { idle: 10 * MINUTE }, []],
  ['a forgotten one', { idle: 10 * MINUTE + 1 }, ['forgotten']],
  ['a wait of half a minute', { waiting: 1, longestWait: 30_000 }, []],
  ['a longer one', { waiting: 1, longestWait: 30_001 }, ['locked']],
  ['the same order of letters', { collation: { made: '2.36', now: '2.36' } }, []],
  ['another one', { collation: { made: '2.36', now: '2.41' } }, ['collation']],
  ['one the system knows no version of', { collation: { made: '2.36', now: null } }, []],
  ['nobody at work', { programs: [] }, []],
  ['two versions', { programs: ['otklik 0180', 'otklik 0181'] }, ['two-versions']],
])('upkeep: %s', (_, more, expected) => {
  expect(judgeUpkeep({ ...well, ...more }).map(({ code }) => code)).toEqual(expected);
});

it('tells how much a slot holds and how long a transaction is open', () => {
  const [slot, forgotten] = judgeUpkeep({
    ...well,
    slots: [{ name: 'old', kept: 2 * GB }],
    idle: 62.5 * MINUTE,
  });
  expect(slot?.words).toBe('old: 2,0 ГБ.');
  expect(forgotten?.words).toBe('Открыта 62\u00A0минуты, и в ней ничего не спрашивают.');
});
