/** Days and cases the tables of the oracle's own tests are written about. */
import type { World } from './calendar.ts';
import type { Act, Facts, Life } from './facts.ts';
import { apply, begin, type Observed } from './life.ts';

const newYear2026 = [
  '2026-01-01',
  '2026-01-02',
  '2026-01-05',
  '2026-01-06',
  '2026-01-07',
  '2026-01-08',
  '2026-01-09',
];
const newYear2027 = ['2027-01-01', '2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08'];

export const world: World = {
  calendar: {
    off: new Set([
      '2025-11-03',
      '2025-11-04',
      '2025-12-31',
      ...newYear2026,
      '2026-02-23',
      '2026-03-09',
      '2026-05-01',
      '2026-05-11',
      '2026-06-12',
      '2026-11-04',
      '2026-12-31',
      ...newYear2027,
      '2027-02-22',
      '2027-02-23',
      '2027-03-08',
    ]),
    worked: new Set(['2025-11-01', '2027-02-20']),
    from: '2025-10-01',
    to: '2027-04-30',
  },
  offsetMinutes: 300,
};

/** A plain written appeal: signed, with an address, about a matter of the administration. */
export const appeal: Facts = {
  regime: 'appeal_59fz',
  receivedOn: '2026-05-05',
  registeredOn: '2026-05-05',
  hasName: true,
  hasAddress: true,
  isReached: true,
  reportsCrime: false,
  indefiniteCircle: false,
  complainsAbout: null,
  migration: false,
  challengesCourtAct: false,
  illegible: false,
  unclear: false,
  insults: false,
  repeated: false,
  stateSecret: false,
  promise: null,
};

export const at = (day: string, time = '11:00'): number => Date.parse(`${day}T${time}:00+05:00`);

export const message: Facts = {
  ...appeal,
  regime: 'pos_message',
  promise: { dueAt: at('2026-06-04', '18:00'), unit: 'calendar_day' },
};

const unseen: Observed = { dueAt: null, stopped: false };

/** A life of these facts after acts on these days, and what the tool showed of each. */
export const live = (facts: Facts, ...steps: [Act, string, Observed?][]): Life =>
  steps.reduce(
    (life, [act, day, observed]) => apply(world, life, act, at(day), observed ?? unseen),
    begin(world, facts, at('2026-05-05')),
  );
