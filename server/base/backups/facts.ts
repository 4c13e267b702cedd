import { z } from 'zod';

const failure = z.object({ words: z.string(), since: z.number() });

/** What the keeper of copies (scripts/backup/keeping/keeper.ts) tells; moments are milliseconds of the epoch. */
export const keeperFacts = z.object({
  place: z.string(),
  /** Whether the place could be opened: without it nothing is known of what lies there. */
  isOpen: z.boolean(),
  keepDays: z.number(),
  spans: z.array(z.object({ from: z.number(), to: z.number() })),
  bases: z.number(),
  bytes: z.number(),
  /** Bytes free at the place. */
  free: z.number(),
  /** Finished segments of WAL that are not in the place yet, and since when the oldest of them waits. */
  waiting: z.number(),
  waitingSince: z.number().nullable(),
  /** What fails now. */
  failure: failure.nullable(),
  /** Copies carried to another place; null = they are not. `doneAt`: since the keeper works. */
  mirror: z.object({ doneAt: z.number().nullable(), failure: failure.nullable() }).nullable().default(null),
  /** What lies in the place and is not as it was written. */
  faults: z.array(z.string()),
});
export type KeeperFacts = z.output<typeof keeperFacts>;
