import { requestDutyNames } from '../../../shared/text/pages/gospubliki.ts';
import { addDays } from '../../../shared/text/periods.ts';
import type { SubjectTerm, ToldSubject, Whom } from '../../base/clocks/index.ts';
import { localDayEnd, localDayStart } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { cabinetPeople } from './cabinet/rows.ts';
import { askerTitle, gospublikiToday } from './pack.ts';
import type { RequestRow } from './requests/rows.ts';
import { dutyOf } from './requests/terms.ts';

const keepers: readonly Whom[] = [{ may: 'gospubliki.keep' }];

/** When the duty of a request began and ends. */
function spanOf(row: RequestRow): { startedAt: Date; dueAt: Date } | null {
  if (row.state === 'received') return { startedAt: localDayStart(row.received_on), dueAt: row.decide_by };
  if (row.state === 'accepted' && row.decided_at) return { startedAt: row.decided_at, dueAt: row.publish_by };
  if (row.state === 'published' && row.settled_at && row.report_by)
    return { startedAt: row.settled_at, dueAt: row.report_by };
  return null;
}

/** Requests that wait for us, each by what it waits for. Plan: request_open. */
async function requestDuties(ctx: Ctx): Promise<SubjectTerm[]> {
  const rows = await ctx.db
    .selectFrom('gospubliki.request')
    .selectAll()
    .where('state', 'in', ['received', 'accepted', 'published'])
    .execute();
  return rows.flatMap((row): SubjectTerm[] => {
    const span = spanOf(row);
    const duty = dutyOf(row.state);
    if (!span || !duty) return [];
    return [
      {
        id: row.id,
        clock: `placement-${duty}`,
        ...span,
        name: `Заявка № ${row.number}`,
        about: `${askerTitle(ctx, row.asker)}: ${row.title}`,
        path: `/staff/gospubliki/${row.id}`,
        whom: (word) => {
          if (word === 'owner') return [{ people: [row.responsible_id] }, ...keepers];
          return word === 'coordinator' ? keepers : undefined;
        },
      },
    ];
  });
}

export const placementTerms: ToldSubject = {
  kind: 'placement-request',
  title: (clock) => {
    const duty = clock.replace(/^placement-/u, '');
    return duty === 'decide' || duty === 'publish' || duty === 'report' ? requestDutyNames[duty] : undefined;
  },
  terms: requestDuties,
};

/** Accesses to the cabinet that end within the days of the pack; letters name nobody but whoever's it is. */
async function accessEnds(ctx: Ctx): Promise<SubjectTerm[]> {
  const { warnDays } = gospublikiToday(ctx).access;
  return (await cabinetPeople(ctx)).flatMap((row): SubjectTerm[] => {
    if (row.access_until === null) return [];
    const warned = localDayStart(addDays(row.access_until, -warnDays));
    return [
      {
        id: row.id,
        clock: 'cabinet-access',
        // One that was entered with few days left warns of those that are left.
        startedAt: new Date(Math.max(warned.getTime(), row.set_at.getTime())),
        dueAt: localDayEnd(row.access_until),
        name: 'Доступ к кабинету «Госпаблики»',
        about: row.duty,
        path: '/staff/gospubliki?view=cabinet',
        whom: (word) => {
          if (word === 'owner') return [{ people: [row.person_id] }, ...keepers];
          return word === 'coordinator' ? keepers : undefined;
        },
      },
    ];
  });
}

export const accessTerms: ToldSubject = {
  kind: 'cabinet-access',
  title: (clock) => (clock === 'cabinet-access' ? 'Продлить доступ' : undefined),
  terms: accessEnds,
};
