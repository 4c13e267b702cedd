import { sql } from 'kysely';
import type { Adoption } from '../../../shared/contract/group/practices.ts';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import { cityDay } from '../../lib/city.ts';
import { badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { createAssignment } from '../assignments/index.ts';

export interface StartedStep {
  text: string;
  dueOn: string;
  doneOn: string | null;
  /** Of a step that became one. */
  assignmentId?: string;
}

interface Given {
  id: string;
  number: string;
  dueOn: string;
  /** The day its fulfilment was accepted. */
  doneOn: string | null;
}

/**
 * Steps of a playbook as assignments of whom it binds, each under control from now on. The right to give them is the caller's to
 * check. Throws where the day of a step is past.
 */
export async function giveSteps(
  ctx: Ctx,
  practice: { id: string; title: string },
  { purpose, responsibleId }: { purpose: string; responsibleId: string },
  steps: readonly StartedStep[],
): Promise<StartedStep[]> {
  const today = cityDay(ctx.config, ctx.now);
  const past = steps.find(({ dueOn }) => dueOn < today);
  if (past) throw badField('startsOn', `Срок шага «${past.text}» уже прошёл: начните позже`);
  const given: StartedStep[] = [];
  for (const step of steps) {
    const { id } = await createAssignment(ctx, {
      source: {
        kind: 'recommendation',
        id: practice.id,
        on: today,
        basis: `Практика «${practice.title}»: ${purpose}`,
      },
      text: step.text,
      responsibleId,
      dueOn: step.dueOn,
      expectedResult: 'Шаг сделан, приложено, чем видно',
    });
    given.push({ ...step, assignmentId: id });
  }
  return given;
}

/** How the steps that are assignments stand. */
export async function readGiven(
  ctx: Ctx,
  adoptions: readonly { steps: readonly StartedStep[] }[],
): Promise<ReadonlyMap<string, Given>> {
  const ids = adoptions.flatMap(({ steps }) => steps.flatMap(({ assignmentId }) => assignmentId ?? []));
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    year: number;
    serial: number;
    due_on: string;
    state: string;
    accepted_at: Date | null;
  }>`
    SELECT id, year, serial, due_on, state, accepted_at FROM assignments.v_assignment
    WHERE id = ANY(${ids}::uuid[])`.execute(ctx.db);
  return new Map(
    rows.map(({ id, year, serial, due_on, state, accepted_at }) => [
      id,
      {
        id,
        number: assignmentNumber(serial, year),
        dueOn: due_on,
        doneOn: state === 'accepted' && accepted_at ? cityDay(ctx.config, accepted_at) : null,
      },
    ]),
  );
}

/** A step as its card shows it: one that is an assignment has its day and its end from there. */
export function presentStep(
  { assignmentId, ...step }: StartedStep,
  given: ReadonlyMap<string, Given>,
  today: string,
): Adoption['steps'][number] {
  const own = assignmentId === undefined ? undefined : given.get(assignmentId);
  const { dueOn, doneOn } = own ?? step;
  return {
    text: step.text,
    dueOn,
    doneOn,
    isLate: (doneOn ?? today) > dueOn,
    assignment: own ? { id: own.id, number: own.number } : null,
  };
}
