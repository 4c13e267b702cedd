import { sql } from 'kysely';
import { z } from 'zod';
import { counted } from '../../../shared/text/plural.ts';
import { ladderStep, letterMoment } from '../../base/deadlines/index.ts';
import { listStaffRecipients } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { type ClockStep, clockTitle, moveSteps, planClocks, takeDueSteps } from '../cases/index.ts';
import { resolveAudience } from './audience.ts';
import { sendDueLines } from './letters.ts';
import { tellAwaited } from './notices.ts';
import { learnIfStale } from './risks.ts';

export const controlSweepJob = defineJob('control.sweep', z.object({}));

/** Clocks of one run: one transaction, about a third of a second. */
const BATCH = 1000;

/**
 * Every minute: steps of the ladder that have come are claimed, their people found, and letters that are due go out —
 * in one transaction, so that a worker killed in between has told nobody and claimed nothing.
 */
export async function sweepClocks(ctx: Ctx): Promise<void> {
  const planned = await planClocks(ctx, BATCH);
  const steps = await takeDueSteps(ctx, BATCH);
  if (steps.length > 0) await announce(ctx, steps);
  const wasCut = await sendDueLines(ctx);
  const isMore = await tellAwaited(ctx);
  await learnIfStale(ctx);
  if (planned === BATCH || steps.length === BATCH || wasCut || isMore)
    ctx.enqueue(controlSweepJob, {}, { key: controlSweepJob.name });
}

async function announce(ctx: Ctx, steps: ClockStep[]): Promise<void> {
  const claimed = await claim(
    ctx,
    steps.filter(({ isOver }) => !isOver),
  );
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const told: { caseId: string; text: string }[] = [];
  const lines = claimed.flatMap((clock) => {
    const step = ladderStep(clock.kind, clock.startedAt, clock.step);
    if (!step) return [];
    const people = resolveAudience(step, clock, staff);
    told.push({ caseId: clock.caseId, text: describeTold(clock, step.title, people.length) });
    const sendAt = letterMoment(step, ctx.now);
    return people.map((personId) => ({
      clock_id: clock.clockId,
      round: clock.round,
      step: clock.step,
      person_id: personId,
      case_id: clock.caseId,
      number: clock.number,
      kind: clock.kind,
      fact_id: clock.factId,
      title: step.title,
      due_at: clock.dueAt,
      send_at: sendAt,
    }));
  });
  await queue(ctx, lines);
  await moveSteps(ctx, steps, told);
}

const describeTold = (clock: ClockStep, title: string, people: number): string =>
  `${clockTitle(clock.kind)}: ${title}. ${
    people > 0
      ? `Сообщено: ${counted(people, 'сотруднику', 'сотрудникам', 'сотрудникам')}`
      : 'Сообщить некому: нет ответственных с такой ролью'
  }`;

/** Steps nobody has claimed before. The key is the promise that nobody is told twice. */
async function claim(ctx: Ctx, steps: ClockStep[]): Promise<ClockStep[]> {
  const rows = steps.map(({ clockId, round, step, caseId, kind, dueAt }) => ({
    clock_id: clockId,
    round,
    step,
    case_id: caseId,
    kind,
    due_at: dueAt,
  }));
  const { rows: fresh } = await sql<{ clock_id: string; step: number }>`
    INSERT INTO control.notice (clock_id, round, step, case_id, kind, due_at, told_at)
    SELECT clock_id, round, step, case_id, kind, due_at, ${ctx.now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(clock_id uuid, round smallint, step smallint,
      case_id uuid, kind text, due_at timestamptz)
    ON CONFLICT DO NOTHING RETURNING clock_id, step`.execute(ctx.db);
  const isFresh = new Set(fresh.map(({ clock_id, step }) => `${clock_id} ${step}`));
  return steps.filter(({ clockId, step }) => isFresh.has(`${clockId} ${step}`));
}

async function queue(ctx: Ctx, lines: readonly object[]): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    INSERT INTO control.line (clock_id, round, step, person_id, case_id, number, kind, fact_id, title, due_at, send_at)
    SELECT clock_id, round, step, person_id, case_id, number, kind, fact_id, title, due_at, send_at
    FROM json_to_recordset(${JSON.stringify(lines)}::json) AS given(clock_id uuid, round smallint, step smallint,
      person_id uuid, case_id uuid, number text, kind text, fact_id text, title text, due_at timestamptz, send_at timestamptz)
    ON CONFLICT DO NOTHING`.execute(ctx.db);
}
