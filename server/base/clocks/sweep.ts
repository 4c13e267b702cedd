import { sql } from 'kysely';
import { z } from 'zod';
import { knownIn } from '../../../shared/known.ts';
import { counted } from '../../../shared/text/plural.ts';
import { cityDay } from '../../lib/city.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { ladderStep, letterMoment } from '../deadlines/index.ts';
import { listStaffRecipients } from '../identity/index.ts';
import { type Roster, resolveAudience } from './audience.ts';
import { type DueStep, moveSteps, planClocks, tablesOf, takeDueSteps } from './clock-table.ts';
import { findOnDuty } from './duty.ts';
import { sendDueLines } from './letters.ts';
import { type ClockFacts, type ClockSubject, clockSubject } from './subject.ts';
import { keepTerms } from './terms.ts';

export const clocksSweepJob = defineJob('clocks.sweep', z.object({}));

/** Clocks of one run: one transaction, about a third of a second. */
const BATCH = 1000;

/**
 * Every minute: steps of the ladder that have come are claimed, their people found, and letters that are due go out —
 * in one transaction, so that a worker killed in between has told nobody and claimed nothing.
 */
export async function sweepClocks(ctx: Ctx): Promise<void> {
  const known = new Map<string, ClockFacts>();
  for (const subject of ctx.ports.list(clockSubject))
    if ('terms' in subject)
      for (const term of await keepTerms(ctx, subject)) known.set(keyOf(subject.kind, term.id), term);
  let isMore = false;
  for (const table of tablesOf(ctx)) {
    const planned = await planClocks(ctx, table, BATCH);
    const steps = await takeDueSteps(ctx, table, BATCH);
    await announce(ctx, steps, known);
    await moveSteps(ctx, table, steps);
    isMore ||= planned === BATCH || steps.length === BATCH;
  }
  const wasCut = await sendDueLines(ctx);
  if (isMore || wasCut) ctx.enqueue(clocksSweepJob, {}, { key: clocksSweepJob.name });
}

const keyOf = (kind: string, id: string): string => `${kind} ${id}`;

async function announce(ctx: Ctx, steps: readonly DueStep[], known: Map<string, ClockFacts>): Promise<void> {
  for (const [kind, own] of Map.groupBy(steps, (step) => step.subject)) {
    const subject = ctx.ports.find(clockSubject, kind);
    if (!subject) continue;
    if ('read' in subject)
      for (const facts of await subject.read(ctx, [...new Set(own.map(({ subjectId }) => subjectId))]))
        known.set(keyOf(kind, facts.id), facts);
    await tellOf(ctx, subject, own, known);
  }
}

/** What one person is to be told of a step; it waits for the hour of its letter. */
interface Line {
  clock_id: string;
  round: number;
  step: number;
  person_id: string;
  subject_kind: string;
  subject_id: string;
  name: string;
  about: string;
  path: string;
  kind: string;
  title: string;
  due_at: Date;
  send_at: Date;
}

async function tellOf(
  ctx: Ctx,
  subject: ClockSubject,
  steps: readonly DueStep[],
  known: ReadonlyMap<string, ClockFacts>,
): Promise<void> {
  // A term left running on what is over: nobody is told.
  const claimed = await claim(
    ctx,
    steps.filter(({ subjectId }) => known.has(keyOf(subject.kind, subjectId))),
  );
  if (claimed.length === 0) return;
  const roster: Roster = {
    staff: await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now)),
    onDuty: await findOnDuty(ctx),
  };
  const told: { id: string; text: string }[] = [];
  const lines = claimed.flatMap((one): Line[] => {
    const step = ladderStep(one.clock, one.startedAt, one.step);
    if (!step) return [];
    const facts = knownIn(known, keyOf(subject.kind, one.subjectId));
    const people = resolveAudience(step.to, { clock: one.clock, facts }, roster);
    told.push({ id: one.subjectId, text: describeTold(subject, one, step.title, people.length) });
    const line = {
      clock_id: one.clockId,
      round: one.round,
      step: one.step,
      subject_kind: subject.kind,
      subject_id: one.subjectId,
      name: facts.name,
      about: facts.about,
      path: facts.path,
      kind: one.clock,
      title: step.title,
      due_at: one.dueAt,
      send_at: letterMoment(step, ctx.now),
    };
    return people.map((person_id) => ({ ...line, person_id }));
  });
  await queue(ctx, lines);
  if (told.length > 0) await subject.told?.(ctx, told);
}

const describeTold = (subject: ClockSubject, { clock }: DueStep, title: string, people: number): string =>
  `${subject.title(clock) ?? clock}: ${title}. ${
    people > 0
      ? `Сообщено: ${counted(people, 'сотруднику', 'сотрудникам', 'сотрудникам')}`
      : 'Сообщить некому: нет ответственных с такой ролью'
  }`;

/** Steps nobody has claimed before. The key is the promise that nobody is told twice. */
async function claim(ctx: Ctx, steps: readonly DueStep[]): Promise<DueStep[]> {
  const rows = steps.map(({ clockId, round, step, subject, subjectId, clock, dueAt }) => ({
    clock_id: clockId,
    round,
    step,
    subject_kind: subject,
    subject_id: subjectId,
    kind: clock,
    due_at: dueAt,
  }));
  const { rows: fresh } = await sql<{ clock_id: string; step: number }>`
    INSERT INTO clocks.notice (clock_id, round, step, subject_kind, subject_id, kind, due_at, told_at)
    SELECT clock_id, round, step, subject_kind, subject_id, kind, due_at, ${ctx.now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(clock_id uuid, round smallint, step smallint,
      subject_kind text, subject_id uuid, kind text, due_at timestamptz)
    ON CONFLICT DO NOTHING RETURNING clock_id, step`.execute(ctx.db);
  const isFresh = new Set(fresh.map(({ clock_id, step }) => `${clock_id} ${step}`));
  return steps.filter(({ clockId, step }) => isFresh.has(`${clockId} ${step}`));
}

async function queue(ctx: Ctx, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    INSERT INTO clocks.line (clock_id, round, step, person_id, subject_kind, subject_id, name, about, path, kind, title, due_at, send_at)
    SELECT clock_id, round, step, person_id, subject_kind, subject_id, name, about, path, kind, title, due_at, send_at
    FROM json_to_recordset(${JSON.stringify(lines)}::json) AS given(clock_id uuid, round smallint, step smallint, person_id uuid,
      subject_kind text, subject_id uuid, name text, about text, path text, kind text, title text, due_at timestamptz, send_at timestamptz)
    ON CONFLICT DO NOTHING`.execute(ctx.db);
}
