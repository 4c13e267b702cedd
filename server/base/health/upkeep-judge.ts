import { counted } from '../../../shared/text/plural.ts';
import { MINUTE } from '../../../shared/time.ts';
import { type FoundFault, foundIf } from '../../lib/health/health-check.ts';
import { writeBytes } from './machine-judge.ts';

/** Rules of how the database is looked after; pure. */

/** So much WAL is kept for a standby that is off for an evening. */
const MOST_KEPT = 1024 ** 3;
/** Below this nobody feels dead rows; autovacuum comes at a fifth of a table. */
const MANY_DEAD = 100_000;
const DEAD_FOR_ONE_LIVE = 4;
/** A person who types in psql has thought long enough; the program's own transactions take milliseconds. */
const FORGOTTEN = 10 * MINUTE;
/** A change of a table waits for its turn and lets others wait seconds. */
const LONG_WAIT = MINUTE / 2;
/** Names that are told; more say nothing more. */
const NAMED = 5;

export interface UpkeepFacts {
  /** Replication slots nobody reads, with the bytes of WAL they hold. */
  slots: { name: string; kept: number }[];
  isSynced: boolean;
  isWholePages: boolean;
  isTidied: boolean;
  tables: { name: string; live: number; dead: number }[];
  /** Indexes that are there and are not used. */
  invalid: string[];
  /** Milliseconds of the oldest transaction in which nothing is asked. */
  idle: number;
  /** Who waits for a lock, and for how many milliseconds the one that waits longest. */
  waiting: number;
  longestWait: number;
  /** Version of the order of letters the database was made with, and the one the system has now; null = it has none. */
  collation: { made: string | null; now: string | null };
  /** Names of programs over this database. */
  programs: string[];
}

type Code =
  | 'slot'
  | 'not-synced'
  | 'not-tidied'
  | 'bloated'
  | 'invalid-index'
  | 'forgotten'
  | 'locked'
  | 'collation'
  | 'two-versions';

const nameSome = (names: readonly string[]): string => names.slice(0, NAMED).join(', ');

export function judgeUpkeep(facts: UpkeepFacts): FoundFault<Code>[] {
  const { made, now } = facts.collation;
  const slots = facts.slots.filter(({ kept }) => kept > MOST_KEPT);
  const bloated = facts.tables.filter(
    ({ live, dead }) => dead >= MANY_DEAD && dead > live * DEAD_FOR_ONE_LIVE,
  );
  const off = [...(facts.isSynced ? [] : ['fsync']), ...(facts.isWholePages ? [] : ['full_page_writes'])];
  return [
    ...foundIf(
      'slot',
      slots.length > 0,
      `${nameSome(slots.map(({ name, kept }) => `${name}: ${writeBytes(kept)}`))}.`,
    ),
    ...foundIf('not-synced', off.length > 0, `${off.join(', ')} = off.`),
    ...foundIf('not-tidied', !facts.isTidied, 'autovacuum = off.'),
    ...foundIf(
      'bloated',
      bloated.length > 0,
      `${nameSome(bloated.map(({ name, dead, live }) => `${name}: мёртвых ${dead}, живых ${live}`))}.`,
    ),
    ...foundIf('invalid-index', facts.invalid.length > 0, `${nameSome(facts.invalid)}.`),
    ...foundIf(
      'forgotten',
      facts.idle > FORGOTTEN,
      `Открыта ${counted(Math.floor(facts.idle / MINUTE), 'минуту', 'минуты', 'минут')}, и в ней ничего не спрашивают.`,
    ),
    ...foundIf(
      'locked',
      facts.longestWait > LONG_WAIT,
      `Ждут: ${facts.waiting}, дольше всего ${Math.round(facts.longestWait / 1000)} с.`,
    ),
    ...foundIf('collation', made !== null && now !== null && made !== now, `Была ${made}, стала ${now}.`),
    ...foundIf('two-versions', facts.programs.length > 1, `${facts.programs.join(', ')}.`),
  ];
}
