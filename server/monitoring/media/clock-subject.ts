import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';

const CLOCK = 'media-task';

/** Open tasks. Letters name no outlet and no person: what is erased must stand nowhere else. Plan: task_open. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const rows = await ctx.db
    .selectFrom('media.task')
    .select(['id', 'contact_id', 'owner_id', 'made_at', 'due_at'])
    .where('done_at', 'is', null)
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    clock: CLOCK,
    startedAt: row.made_at,
    dueAt: row.due_at,
    name: 'Задача по карточке «СМИ и сообщества»',
    about: 'работа со СМИ и сообществами',
    path: `/staff/media/${row.contact_id}`,
    whom: (word) => {
      const keepers = [{ may: 'media.keep' }];
      if (word === 'owner') return [{ people: [row.owner_id] }, ...keepers];
      return word === 'coordinator' ? keepers : undefined;
    },
  }));
}

export const mediaTasks: ToldSubject = {
  kind: 'media-task',
  title: (clock) => (clock === CLOCK ? 'Сделать задачу' : undefined),
  terms,
};
