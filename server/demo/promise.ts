import { localDayStart, startTerm } from '../modules/deadlines/index.ts';
import type { Life } from './life.ts';
import { demoUuid } from './random.ts';

const DAY = 86_400_000;
/** The rule of promises is known from 2024; older promises are told by its first version. */
const RULE_BEGINS = Date.parse('2024-01-02T00:00:00Z');

/** Runs the clock of a promise to the last second of the promised local day, as cases/clocks.ts does. */
export function startPromise(life: Life, promisedOn: string, at: number): number {
  const limit = startTerm('pos-promise', new Date(Math.max(at, RULE_BEGINS)));
  const next = new Date(Date.parse(`${promisedOn}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
  const dueAt = localDayStart(next).getTime() - 1000;
  life.clocks.push({
    id: demoUuid(at + life.clocks.length, life.random),
    case_id: life.file.id,
    kind: 'promise',
    rule_id: limit.ruleId,
    rule_version: limit.ruleVersion,
    calendar_version: limit.calendarVersion,
    started_at: at,
    due_at: dueAt,
    stopped_at: null,
    note: null,
  });
  return dueAt;
}
