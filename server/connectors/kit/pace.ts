import { NetworkFailure } from '../../base/networks/index.ts';
import { hashToken } from '../../lib/ids.ts';
import type { PaceClock } from './tuning.ts';

/** Whoever would wait longer, in ms, comes later: a job is not held for it. */
const LONGEST = 20_000;
/** Keys whose turn has passed are forgotten from this many on. */
const MOST_KEYS = 1000;
/** Requests come to the other side closer together than they left: so much of a second is kept free. */
const MARGIN = 1.1;

export interface Pace {
  /** Waits for the key's turn. Throws `NetworkFailure('later')` where that is too long. */
  enter: (network: string, key: string, perSecond: number) => Promise<void>;
}

/** Keeps to what a network allows a key in a second: requests go one after another at their distance, whoever makes them. */
export function createPace(clock: PaceClock): Pace {
  const free = new Map<string, number>();
  return {
    enter: async (network, key, perSecond) => {
      const name = `${network} ${hashToken(key)}`;
      const now = clock.now();
      if (free.size >= MOST_KEYS) for (const [other, until] of free) if (until <= now) free.delete(other);
      const turn = Math.max(now, free.get(name) ?? 0);
      if (turn - now > LONGEST)
        throw new NetworkFailure('later', `${network}: слишком много запросов сразу`, turn - now);
      free.set(name, turn + (1000 / perSecond) * MARGIN);
      if (turn > now) await clock.sleep(turn - now);
    },
  };
}
