import { localDayStart, startTerm } from '../modules/deadlines/index.ts';
import { addClock, type Life } from './life.ts';

const DAY = 86_400_000;
/** The rule of promises is known from 2024; older promises are told by its first version. */
const RULE_BEGINS = Date.parse('2024-01-02T00:00:00Z');

/** Runs the clock of a promise to the last second of the promised local day, as cases/clocks.ts does. */
export function startPromise(life: Life, promisedOn: string, at: number): number {
  const limit = startTerm('pos-promise', new Date(Math.max(at, RULE_BEGINS)));
  const next = new Date(Date.parse(`${promisedOn}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
  const dueAt = localDayStart(next).getTime() - 1000;
  return addClock(life, 'promise', { ...limit, startedAt: at, dueAt, at, note: null });
}
