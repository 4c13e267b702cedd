import { counted } from '../../../shared/text/plural.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts';
import type { FoundFault } from '../../lib/health/health-check.ts';

/** Rules of what the database tells of itself; pure. */

/** 15 and 16 are not enough (README). */
const LEAST_VERSION = 170_000;
/** Two clocks of one machine or of one network are within a second; a question may wait for its turn. */
const MOST_APART = MINUTE;
/** The connection of the hot path and of the worker, beside the pool. */
const BESIDE_POOL = 12;
const LONG_TRANSACTION = 2 * HOUR;
/** PostgreSQL stops taking changes at two milliards; by itself it tidies at two hundred millions. */
const OLD_ROWS = 1_200_000_000;

export interface DatabaseFacts {
  version: number;
  versionName: string;
  now: Date;
  used: number;
  most: number;
  poolSize: number;
  /** Seconds of the oldest open transaction. */
  oldest: number;
  checksumFailures: number;
  age: number;
}

type Code =
  | 'old'
  | 'clock-apart'
  | 'no-connections'
  | 'pool-too-large'
  | 'long-transaction'
  | 'damaged'
  | 'wraparound';

export function judgeDatabase(facts: DatabaseFacts, now: Date): FoundFault<Code>[] {
  const apart = Math.abs(facts.now.getTime() - now.getTime());
  const found: (FoundFault<Code> | false)[] = [
    facts.version < LEAST_VERSION && { code: 'old', words: `Работает PostgreSQL ${facts.versionName}.` },
    apart > MOST_APART && { code: 'clock-apart', words: `Расходятся на ${Math.round(apart / 1000)} с.` },
    facts.used > facts.most * 0.9 && {
      code: 'no-connections',
      words: `Занято ${facts.used} из ${facts.most}.`,
    },
    facts.poolSize + BESIDE_POOL > facts.most && {
      code: 'pool-too-large',
      words: `OTKLIK_POOL ${facts.poolSize}, база принимает ${facts.most}.`,
    },
    facts.oldest * 1000 > LONG_TRANSACTION && {
      code: 'long-transaction',
      words: `Открыта ${Math.round(facts.oldest / 3600)} ч.`,
    },
    facts.checksumFailures > 0 && { code: 'damaged', words: `Несовпадений: ${facts.checksumFailures}.` },
    facts.age > OLD_ROWS && { code: 'wraparound', words: '' },
  ];
  return found.filter((one) => one !== false);
}

export interface ArchiverFacts {
  isOn: boolean;
  archivedAt: Date | null;
  failedAt: Date | null;
}

/** Whether the last try to hand a segment over failed. */
export function judgeArchiver({
  isOn,
  archivedAt,
  failedAt,
}: ArchiverFacts): FoundFault<'archive-failing'>[] {
  if (!isOn || !failedAt || (archivedAt && archivedAt >= failedAt)) return [];
  return [{ code: 'archive-failing', words: '' }];
}

export interface QueueFacts {
  /** When the worker last asked its clock; null = never. */
  clockAt: Date | null;
  /** Since when this server works. */
  since: Date;
  /** Jobs that should have begun, and since when the oldest waits. */
  due: number;
  oldestDue: Date | null;
  /** Jobs begun and not ended, the longest first; a job that never ends says nothing in the log. */
  held: readonly { name: string; since: Date }[];
  /** Names of jobs that are tried no more. */
  givenUp: readonly string[];
  /** Names of jobs that fail again and again and are still tried. */
  failing: readonly string[];
}

/** Each minute some job is due by the clock. */
const SILENT_WORKER = 10 * MINUTE;
const STANDING_QUEUE = 15 * MINUTE;
/** Minutes a job may go on before it is named. */
const LONG_HELD = 5;
/** The first tries may fail by chance. */
export const FAILING_AFTER = 3;
/** Older ones have been seen. */
export const GIVEN_UP_FOR = 7 * DAY;

function tellStanding({ due, held }: QueueFacts, now: Date): string {
  const going = held
    .map(({ name, since }) => ({ name, minutes: Math.floor((now.getTime() - since.getTime()) / MINUTE) }))
    .filter(({ minutes }) => minutes >= LONG_HELD)
    .map(({ name, minutes }) => `${name} (${counted(minutes, 'минуту', 'минуты', 'минут')})`);
  return `Заданий ждёт: ${due}.${going.length > 0 ? ` Не кончаются: ${going.join(', ')}.` : ''}`;
}

export function judgeQueue(
  facts: QueueFacts,
  now: Date,
): FoundFault<'no-worker' | 'standing' | 'given-up' | 'failing'>[] {
  const { clockAt, since, due, oldestDue, givenUp, failing } = facts;
  const passed = (from: Date): number => now.getTime() - from.getTime();
  // A server that was off had no worker either: it is given its time.
  const isSilent = clockAt !== null && passed(clockAt) > SILENT_WORKER && passed(since) > SILENT_WORKER;
  const isStanding =
    oldestDue !== null && passed(oldestDue) > STANDING_QUEUE && passed(since) > STANDING_QUEUE;
  const name = (list: readonly string[]): string => `${[...new Set(list)].join(', ')}.`;
  return [
    ...(isSilent ? [{ code: 'no-worker' as const, words: `Заданий ждёт: ${due}.` }] : []),
    ...(isStanding && !isSilent ? [{ code: 'standing' as const, words: tellStanding(facts, now) }] : []),
    ...(givenUp.length > 0 ? [{ code: 'given-up' as const, words: name(givenUp) }] : []),
    ...(failing.length > 0 ? [{ code: 'failing' as const, words: name(failing) }] : []),
  ];
}
