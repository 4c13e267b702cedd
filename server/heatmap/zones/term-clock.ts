import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import { localDayEnd } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { zoneTitle } from './letters.ts';
import { addLine } from './rows.ts';

/** Zones at work whose way out has a day; one that is claimed waits for the data. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const rows = await ctx.db
    .selectFrom('zones.card')
    .select(['id', 'place_kind', 'place_key', 'block', 'owner_id', 'opened_at', 'exit_on'])
    .where('state', '=', 'working')
    .where('exit_on', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    clock: 'zone-exit',
    startedAt: row.opened_at,
    dueAt: localDayEnd(row.exit_on!),
    name: 'Красная зона',
    about: zoneTitle(row),
    path: `/staff/zones/${row.id}`,
    whom: (word) => {
      if (word === 'owner') return [{ people: [row.owner_id] }, { may: 'zones.manage' }];
      return word === 'coordinator' ? [{ may: 'zones.manage' }] : undefined;
    },
  }));
}

/** Days by which red zones are to be left, on the ladder of reminders. */
export const zoneTerms: ToldSubject = {
  kind: 'zone',
  title: (clock) => (clock === 'zone-exit' ? 'Выход из красной зоны' : undefined),
  terms,
  told: async (ctx, lines) => {
    for (const { id, text } of lines) await addLine(ctx, id, text);
  },
};
