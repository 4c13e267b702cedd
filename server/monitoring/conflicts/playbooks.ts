import type { Selectable } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/conflict-runs.ts';
import { isOneOf } from '../../../shared/lists.ts';
import { MINUTE } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type Playbook, practiceSource } from './playbook-source.ts';
import type { ConflictRow } from './rows.ts';
import { conflictPack } from './rules/pack.ts';

type TaskRow = Selectable<DB['conflicts.task']>;

/** Everything that may be started on a conflict or an incident: those of the pack, then practices of the group. */
async function offerPlaybooks(ctx: Ctx, block: string | null): Promise<Playbook[]> {
  const ofPack = conflictPack.on(localDate(ctx.now)).playbooks.map(
    ({ id, title, kinds, steps }): Playbook => ({
      id: `pack:${id}`,
      title,
      practiceId: null,
      kinds,
      steps: steps.map(({ text, minutes }) => ({
        text,
        dueAt: new Date(ctx.now.getTime() + minutes * MINUTE),
      })),
    }),
  );
  const practices = await ctx.ports.find(practiceSource, 'recommendations')?.offer(ctx, block);
  return [
    ...ofPack,
    ...(practices ?? []).map(
      ({ id, title, steps }): Playbook => ({ id, title, practiceId: id, kinds: [], steps: [...steps] }),
    ),
  ];
}

/** What a card offers, what fits its cause first. */
export async function presentPlaybooks(
  ctx: Ctx,
  row: Pick<ConflictRow, 'block' | 'trigger'>,
): Promise<contract.OfferedPlaybook[]> {
  const offered = (await offerPlaybooks(ctx, row.block)).map(({ id, title, kinds, steps }) => ({
    id,
    title,
    isFit: isOneOf(kinds, row.trigger),
    steps: steps.map(({ text, dueAt }) => ({
      text,
      minutes: Math.round((dueAt.getTime() - ctx.now.getTime()) / MINUTE),
    })),
  }));
  return offered.toSorted((one, other) => Number(other.isFit) - Number(one.isFit));
}

/** What was chosen to start; refuses one that is offered no more. */
export async function findPlaybook(ctx: Ctx, id: string): Promise<Playbook> {
  const found = (await offerPlaybooks(ctx, null)).find((one) => one.id === id);
  if (found) return found;
  const practice = await ctx.ports.find(practiceSource, 'recommendations')?.find(ctx, id);
  if (!practice) throw badField('playbook', 'Такого сценария нет. Обновите страницу');
  return { ...practice, practiceId: practice.id, kinds: [] };
}

/**
 * Playbooks started on a conflict or an incident, the earliest first, with their steps. `isOver`: what is not done of them is no more
 * to be done. Plans: run_conflict, run_incident; task by run.
 */
export async function readRuns(
  ctx: Ctx,
  of: { conflict_id: string } | { incident_id: string },
  isOver = false,
): Promise<contract.ConflictRun[]> {
  const runs = await ctx.db
    .selectFrom('conflicts.run')
    .selectAll()
    .where((build) => build.and(of))
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  if (runs.length === 0) return [];
  const tasks = await ctx.db
    .selectFrom('conflicts.task')
    .selectAll()
    .where(
      'run_id',
      'in',
      runs.map(({ id }) => id),
    )
    .orderBy('serial')
    .execute();
  return runs.map((run) => ({
    id: run.id,
    playbook: run.playbook,
    title: run.title,
    practiceId: run.practice_id,
    startedAt: run.started_at.toISOString(),
    startedBy: run.started_by_name,
    tasks: tasks.filter(({ run_id: id }) => id === run.id).map((task) => presentTask(ctx, task, isOver)),
  }));
}

function presentTask(ctx: Ctx, task: TaskRow, isOver: boolean): contract.ConflictRun['tasks'][number] {
  const { serial, text, due_at: due, done_at: done, done_by_name: doneBy } = task;
  const isVoid = task.is_void || (isOver && done === null);
  return {
    serial,
    text,
    dueAt: due.toISOString(),
    doneAt: done?.toISOString() ?? null,
    doneBy,
    isVoid,
    isLate: !isVoid && (done ?? ctx.now) > due,
  };
}
