import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readOpenAppeals } from './appeals.ts';

const CLOCK = 'moderation-appeal';

async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const rows = await readOpenAppeals(ctx);
  return rows.map((row) => ({
    id: row.act_id,
    clock: CLOCK,
    startedAt: row.made_at,
    dueAt: row.due_at,
    name: `Возражение по решению ${row.number}`,
    about: 'комментарий, убранный со страницы',
    path: `/staff/moderation/${row.act_id}`,
    block: row.block,
    districtId: row.district_id,
    whom: (word) => {
      const judges = [{ may: 'moderation.judge' }];
      return word === 'owner' || word === 'coordinator' ? judges : undefined;
    },
  }));
}

/** Objections on the ladder of reminders. */
export const appealTerms: ToldSubject = {
  kind: 'moderation-appeal',
  title: (clock) => (clock === CLOCK ? 'Решить о возражении' : undefined),
  terms,
};
