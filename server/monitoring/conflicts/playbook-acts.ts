import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { onConflict } from './on-conflict.ts';
import { findPlaybook } from './playbooks.ts';

/** Route: steps as they stand now become tasks, each with its own clock. The same playbook runs once at a time. */
export const startPlaybook = onConflict(
  'play',
  'start-playbook',
  async (ctx, { id: conflictId }, { body }: HandlerInput<typeof contract.startPlaybook>) => {
    const { id: playbook, practiceId, title, steps } = await findPlaybook(ctx, body.playbook);
    await refuseRunning(ctx, conflictId, playbook);
    const runId = newId();
    await ctx.db
      .insertInto('conflicts.run')
      .values({
        id: runId,
        conflict_id: conflictId,
        practice_id: practiceId,
        playbook,
        title,
        started_at: ctx.now,
        started_by_name: nameOfActor(ctx),
      })
      .execute();
    const tasks = steps.map(({ text, dueAt }, at) => ({
      run_id: runId,
      serial: at + 1,
      conflict_id: conflictId,
      text,
      due_at: dueAt,
    }));
    await ctx.db.insertInto('conflicts.task').values(tasks).execute();
    return {
      what: `Начат сценарий «${title}»`,
      data: { run: runId, playbook, steps: steps.length },
    };
  },
);

async function refuseRunning(ctx: Ctx, conflictId: string, playbook: string): Promise<void> {
  const { rows } = await sql`
    SELECT FROM conflicts.run JOIN conflicts.task ON task.run_id = run.id
    WHERE run.conflict_id = ${conflictId}::uuid AND run.playbook = ${playbook} AND task.done_at IS NULL AND NOT task.is_void
    LIMIT 1`.execute(ctx.db);
  if (rows.length > 0) throw new AppError('lib.conflict', 'Этот сценарий уже идёт: отметьте его шаги.');
}

/** Route: a step is done, or is taken back. */
export const markTask = onConflict(
  'mark',
  'mark-task',
  async (ctx, { id }, { body: { runId, serial, isDone } }: HandlerInput<typeof contract.markTask>) => {
    const task = await ctx.db
      .updateTable('conflicts.task')
      .set(
        isDone ? { done_at: ctx.now, done_by_name: nameOfActor(ctx) } : { done_at: null, done_by_name: null },
      )
      .where('run_id', '=', runId)
      .where('serial', '=', serial)
      .where('conflict_id', '=', id)
      .where('is_void', '=', false)
      .where('done_at', isDone ? 'is' : 'is not', null)
      .returning('text')
      .executeTakeFirst();
    if (!task) throw new AppError('lib.conflict', 'Этот шаг уже отмечен, или его нет. Обновите страницу.');
    return {
      what: `${isDone ? 'Сделано' : 'Возвращён шаг'}: ${task.text}`,
      data: { run: runId, serial, isDone },
    };
  },
);
