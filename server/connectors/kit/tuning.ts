import { setTimeout as sleep } from 'node:timers/promises';

/** How time passes for a connector: the machine's, or that of a test. */
export interface PaceClock {
  /** ms since some moment. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** What a test sets otherwise. */
export interface ConnectorTuning {
  clock: PaceClock;
  /** ms for one exchange. */
  timeout: number;
  /** Largest reply, bytes. */
  limit: number;
}

export const usualTuning: ConnectorTuning = {
  clock: { now: () => performance.now(), sleep: (ms) => sleep(ms) },
  timeout: 15_000,
  limit: 5_000_000,
};
