import type { Status } from '../../../shared/contract/messages/cases.ts';
import { planStep, stageChange, startTermIfAny } from '../../base/deadlines/index.ts';
import { newId } from '../../lib/ids.ts';
import type { CaseFileRow, ClockRow } from '../world/rows.ts';

/**
 * Clocks of a finished life: of an open case also that of the stage it waits in. Steps of the ladder that have passed
 * are left out, so that nobody is written to about the city's past.
 */
export function listClocks(one: { file: CaseFileRow; clocks: ClockRow[] }, now: number): ClockRow[] {
  return [...one.clocks, ...stageClocks(one)].map((clock) =>
    clock.stopped_at === null ? { ...clock, ...planClock(clock, now) } : clock,
  );
}

function planClock(clock: ClockRow, now: number): Pick<ClockRow, 'next_step' | 'next_step_at'> {
  const { kind, rule_id: ruleId } = clock;
  const [startedAt, dueAt] = [new Date(clock.started_at), new Date(clock.due_at)];
  const { step, at } = planStep(new Date(now), { kind, ruleId, startedAt, dueAt });
  return { next_step: step, next_step_at: at?.getTime() ?? null };
}

function stageClocks({ file, clocks }: { file: CaseFileRow; clocks: ClockRow[] }): ClockRow[] {
  if (file.closed_at !== null) return [];
  const { regime, importance } = file;
  const answerRule = clocks.findLast(({ kind }) => kind === 'answer')?.rule_id ?? null;
  return stageChange({ regime, importance, answerRule }, null, file.status as Status).start.flatMap(
    ({ stage, ruleId }) => {
      const startedAt = stage.from === 'registration' ? file.registered_at : file.status_since;
      const term = startTermIfAny(ruleId, new Date(startedAt));
      if (!term) return [];
      return [
        {
          id: newId(),
          case_id: file.id,
          kind: stage.clock,
          rule_id: term.ruleId,
          rule_version: term.ruleVersion,
          calendar_version: term.calendarVersion,
          started_at: startedAt,
          due_at: term.dueAt.getTime(),
          stopped_at: null,
          next_step: 0,
          next_step_at: null,
          note: null,
        },
      ];
    },
  );
}
