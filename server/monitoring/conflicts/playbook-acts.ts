import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { readConflictCard } from './card.ts';
import { findPlaybook } from './playbooks.ts';
import { lockConflict } from './rows.ts';
import { tellAct, updateConflict } from './store.ts';

type Card = contract.ConflictCard;

/** Route: steps as they stand now become tasks, each with its own clock. The same playbook runs once at a time. */
export async function startPlaybook(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.startPlaybook>,
): Promise<Card> {
  const conflict = await lockConflict(ctx, params, body.version, 'play');
  const playbook = await findPlaybook(ctx, body.playbook);
  await refuseRunning(ctx, conflict.id, playbook.id);
  const runId = newId();
  await ctx.db
    .insertInto('conflicts.run')
    .values({
      id: runId,
      conflict_id: conflict.id,
      practice_id: playbook.practiceId,
      playbook: playbook.id,
      title: playbook.title,
      started_at: ctx.now,
      started_by_name: nameOfActor(ctx),
    })
    .execute();
  await ctx.db
    .insertInto('conflicts.task')
    .values(
      playbook.steps.map(({ text, dueAt }, at) => ({
        run_id: runId,
        serial: at + 1,
        conflict_id: conflict.id,
        text,
        due_at: dueAt,
      })),
    )
    .execute();
  await updateConflict(ctx, conflict, {});
  await tellAct(ctx, conflict, 'start-playbook', {
    what: `Начат сценарий «${playbook.title}»`,
    data: { run: runId, playbook: playbook.id, steps: playbook.steps.length },
  });
  return readConflictCard(ctx, conflict.id);
}

async function refuseRunning(ctx: Ctx, conflictId: string, playbook: string): Promise<void> {
  const { rows } = await sql`
    SELECT FROM conflicts.run JOIN conflicts.task ON task.run_id = run.id
    WHERE run.conflict_id = ${conflictId}::uuid AND run.playbook = ${playbook} AND task.done_at IS NULL AND NOT task.is_void
    LIMIT 1`.execute(ctx.db);
  if (rows.length > 0) throw new AppError('lib.conflict', 'Этот сценарий уже идёт: отметьте его шаги.');
}

/** Route: a step is done, or is taken back. */
export async function markTask(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.markTask>,
): Promise<Card> {
  const conflict = await lockConflict(ctx, params, body.version, 'mark');
  const task = await ctx.db
    .updateTable('conflicts.task')
    .set(
      body.isDone
        ? { done_at: ctx.now, done_by_name: nameOfActor(ctx) }
        : { done_at: null, done_by_name: null },
    )
    .where('run_id', '=', body.runId)
    .where('serial', '=', body.serial)
    .where('conflict_id', '=', conflict.id)
    .where('is_void', '=', false)
    .where('done_at', body.isDone ? 'is' : 'is not', null)
    .returning('text')
    .executeTakeFirst();
  if (!task) throw new AppError('lib.conflict', 'Этот шаг уже отмечен, или его нет. Обновите страницу.');
  await updateConflict(ctx, conflict, {});
  await tellAct(ctx, conflict, 'mark-task', {
    what: `${body.isDone ? 'Сделано' : 'Возвращён шаг'}: ${task.text}`,
    data: { run: body.runId, serial: body.serial, isDone: body.isDone },
  });
  return readConflictCard(ctx, conflict.id);
}
