import { sql } from 'kysely';
import { formatDay } from '../../../../shared/text/dates.ts';
import { DAY } from '../../../../shared/time.ts';
import type { SubjectTerm, ToldSubject } from '../../../base/clocks/index.ts';
import { addWorkingDays, localDayEnd } from '../../../base/deadlines/index.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { groupPack } from '../composition/rules-pack.ts';

/** Days the run-up to a meeting takes: a plan of a year asks for nothing months ahead. */
const RUN_UP_DAYS = 30;

/** Meetings ahead nobody is invited to yet: the agenda and its papers go out so many working days before. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const today = cityDay(ctx.config, ctx.now);
  const { rows } = await sql<{ id: string; day: string; made_at: Date }>`
    SELECT id, day, made_at FROM working_group.meeting
    WHERE state IN ('planned', 'agenda_draft') AND invited_at IS NULL
      AND day >= ${today}::date AND day <= ${today}::date + ${RUN_UP_DAYS}::int ORDER BY day, id`.execute(
    ctx.db,
  );
  const { papersWorkingDays } = groupPack.on(today);
  return rows.map(({ id, day, made_at }) => {
    const dueAt = localDayEnd(addWorkingDays(day, -papersWorkingDays));
    const runUp = new Date(dueAt.getTime() - RUN_UP_DAYS * DAY);
    return {
      id,
      clock: 'meeting-papers',
      startedAt: made_at > runUp ? made_at : runUp,
      dueAt,
      name: `Заседание ${formatDay(day)}`,
      about: '',
      path: `/staff/working-group/meetings/${id}`,
      whom: (word) => {
        if (word === 'owner') return [{ role: 'secretary' }, { may: 'working-group.keep' }];
        return word === 'coordinator' ? [{ may: 'working-group.keep' }] : undefined;
      },
    };
  });
}

/** Invitations with the agenda and its papers, on the ladder of reminders. */
export const meetingTerms: ToldSubject = {
  kind: 'meeting',
  title: (clock) => (clock === 'meeting-papers' ? 'Повестка и материалы заседания' : undefined),
  terms,
};
