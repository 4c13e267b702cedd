import { localDayEnd, startTerm } from '../../base/deadlines/index.ts';
import { demoUuid } from '../world/random.ts';
import type { PromiseRow } from '../world/rows.ts';
import { addClock, type Life, systemDoer } from './life.ts';

/** The rule of promises is known from 2024; older promises are told by its first version. */
const RULE_BEGINS = Date.parse('2024-01-02T00:00:00Z');

/** Runs the clock of a promise to the last second of the promised local day, as cases/clocks/clocks.ts does. */
export function startPromise(life: Life, promisedOn: string, at: number): number {
  const limit = startTerm('pos-promise', new Date(Math.max(at, RULE_BEGINS)));
  return addClock(life, 'promise', {
    ...limit,
    startedAt: at,
    dueAt: localDayEnd(promisedOn).getTime(),
    at,
    note: null,
  });
}

interface NewPromise {
  kind: PromiseRow['kind'];
  text: string;
  /** Local day. */
  until: string;
  by: string;
}

/** A line of the ledger of promises, as cases/answers/promises.ts writes it. */
export function makePromise(life: Life, { kind, text, until, by }: NewPromise, at: number): void {
  breakPromises(life, at);
  for (const row of life.promises)
    if (row.state === 'open') Object.assign(row, { state: 'moved', settled_at: at, moved_to: until });
  life.promises.push({
    id: demoUuid(at, life.side),
    case_id: life.file.id,
    kind,
    text: text.slice(0, 500),
    until,
    unit_id: life.file.executor_unit_id,
    promised_by: by,
    made_at: at,
    state: 'open',
    settled_at: null,
    moved_to: null,
  });
}

/** The final answer is out. */
export function settlePromises(life: Life, at: number): void {
  breakPromises(life, at);
  for (const row of life.promises)
    if (row.state === 'open') Object.assign(row, { state: 'kept', settled_at: at });
}

/** The sweep of the night after the promised day found no answer. */
export function breakPromises(life: Life, now: number): void {
  for (const row of life.promises) {
    const at = localDayEnd(row.until).getTime() + 300_000;
    if (row.state !== 'open' || at > now) continue;
    Object.assign(row, { state: 'broken', settled_at: at });
    life.tell(
      { at, kind: 'promise', visibility: 'staff', data: { state: 'broken', until: row.until } },
      systemDoer,
    );
  }
}
