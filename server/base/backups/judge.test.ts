import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/time.ts';
import type { KeeperFacts } from './facts.ts';
import { judgeBackups, type Known, type LastRun } from './judge.ts';

const now = new Date('2026-11-30T09:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const run = (outcome: LastRun['outcome'], before = HOUR): LastRun => ({
  outcome,
  beganAt: ago(before),
  words: 'причина',
});

const GB = 1024 ** 3;
const wellFacts: KeeperFacts = {
  place: '/mnt/копии',
  isOpen: true,
  keepDays: 31,
  spans: [{ from: ago(48 * HOUR).getTime(), to: ago(2 * MINUTE).getTime() }],
  bases: 3,
  bytes: 40 * GB,
  free: 400 * GB,
  waiting: 0,
  waitingSince: null,
  failure: null,
  mirror: null,
  faults: [],
};
const well = (facts: Partial<KeeperFacts> = {}, known: Partial<Known> = {}): Known => ({
  told: { at: ago(20_000), facts: { ...wellFacts, ...facts } },
  since: ago(240 * HOUR),
  take: run('done'),
  check: run('done'),
  checkedAt: ago(HOUR),
  ...known,
});

test.each<[string, Known, string[]]>([
  ['all is well', well(), []],
  ['the keeper fell silent', well({}, { told: { at: ago(9 * MINUTE), facts: wellFacts } }), ['no-word']],
  ['a breath is no silence', well({}, { told: { at: ago(7 * MINUTE), facts: wellFacts } }), []],
  ['it never spoke', well({}, { told: null }), ['no-word']],
  ['it is just starting', well({}, { told: null, since: ago(MINUTE) }), []],
  ['a failure', well({ failure: { words: 'диск', since: ago(2 * MINUTE).getTime() } }), ['failure']],
  ['a failure of a moment', well({ failure: { words: 'диск', since: ago(30_000).getTime() } }), []],
  [
    'the place does not open: of copies nothing is said',
    well({
      isOpen: false,
      bases: 0,
      spans: [],
      failure: { words: 'пароль', since: ago(2 * MINUTE).getTime() },
    }),
    ['failure'],
  ],
  [
    'the program has just begun and the last check had failed',
    well({ isOpen: false, bases: 0, spans: [] }, { check: run('failed') }),
    ['check-failed'],
  ],
  ['segments wait', well({ waiting: 4, waitingSince: ago(9 * MINUTE).getTime() }), ['waiting']],
  ['a segment is being written', well({ waiting: 1, waitingSince: ago(MINUTE).getTime() }), []],
  [
    'the other place cannot be reached',
    well({ mirror: { doneAt: null, failure: { words: 'сеть', since: ago(7 * MINUTE).getTime() } } }),
    ['not-carried'],
  ],
  [
    'it could not be reached once',
    well({
      mirror: {
        doneAt: ago(10 * MINUTE).getTime(),
        failure: { words: 'сеть', since: ago(5 * MINUTE).getTime() },
      },
    }),
    [],
  ],
  [
    'the program that carries them hangs',
    well({ mirror: { doneAt: ago(37 * HOUR).getTime(), failure: null } }),
    ['not-carried'],
  ],
  ['it never ended', well({ mirror: { doneAt: null, failure: null } }), ['not-carried']],
  [
    'the first mirror takes a night',
    well({ mirror: { doneAt: null, failure: null } }, { since: ago(10 * HOUR) }),
    [],
  ],
  ['copies are carried', well({ mirror: { doneAt: ago(MINUTE).getTime(), failure: null } }), []],
  ['the check failed', well({}, { check: run('failed') }), ['check-failed']],
  ['no check for two nights', well({}, { checkedAt: ago(37 * HOUR) }), ['unchecked']],
  ['it is being checked now', well({}, { checkedAt: ago(37 * HOUR), check: run('running') }), []],
  ['never checked, but new', well({}, { checkedAt: null, check: null, since: ago(HOUR) }), []],
  ['something was changed', well({ faults: ['base/x: изменён'] }), ['damaged']],
  ['the copy failed', well({}, { take: run('failed') }), ['copy-failed']],
  ['there is none yet', well({ bases: 0, spans: [] }, { take: null, check: null }), ['no-copy']],
  ['the first is being taken', well({ bases: 0, spans: [] }, { take: run('running'), check: null }), []],
  ['all are old', well({ spans: [{ from: 0, to: ago(37 * HOUR).getTime() }] }), ['old-copy']],
  ['little room', well({ free: GB }), ['little-room']],
  ['little for so large a place', well({ bytes: 100 * GB, free: 4 * GB }), ['little-room']],
])('%s', (_, known, expected) => {
  expect(judgeBackups(known, now).map(({ code }) => code)).toEqual(expected);
});

test('each trouble says what to do', () => {
  const all = [
    well(
      { failure: { words: 'диск', since: 0 }, faults: ['x'], free: 0 },
      { check: run('failed'), take: run('failed') },
    ),
    well(
      { waitingSince: 0, waiting: 1, bases: 0, spans: [{ from: 0, to: 0 }] },
      { take: null, checkedAt: null },
    ),
    well({}, { told: null }),
    well({}, { checkedAt: null }),
  ].flatMap((known) => judgeBackups(known, now));
  expect(new Set(all.map(({ code }) => code)).size).toBe(10);
  for (const { cure, title } of all) expect([title.length > 5, cure.length > 20]).toEqual([true, true]);
});
