import type { ViewContent, ViewPeriod, ViewSchedule } from '../../../shared/contract/heatmap/heat-views.ts';
import { demoId } from '../../base/identity/index.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { nextSending } from './schedule.ts';

const views: readonly {
  title: string;
  owner: string;
  roles: string[];
  content: ViewContent;
  period: ViewPeriod;
}[] = [
  {
    title: 'Прошлая неделя: районы и блоки',
    owner: 'chair',
    roles: ['head', 'deputy', 'observer'],
    period: { kind: 'last-week' },
    content: {
      screen: 'pivot',
      query: { rows: 'subarea', columns: 'block', measure: 'received', compare: 'before', second: 'overdue' },
    },
  },
  {
    title: 'Где просрочено сейчас',
    owner: 'chair',
    roles: [],
    period: { kind: 'year' },
    content: { screen: 'matrix', query: { measure: 'overdue' } },
  },
];

const weekly: ViewSchedule = {
  rhythm: 'weekly',
  weekday: 0,
  monthDay: 1,
  hour: 9,
  workdaysOnly: true,
  file: 'xlsx',
};

/** Two views of the head of the centre, one of them sent each Monday. Does nothing where there are views. */
export async function seedDemoViews(ctx: Ctx): Promise<void> {
  const any = await ctx.db.selectFrom('heat_views.view').select('id').limit(1).executeTakeFirst();
  if (any) return;
  for (const [at, { title, owner, roles, content, period }] of views.entries()) {
    const [id, owner_id] = [newId(), demoId('person', owner)];
    await ctx.db
      .insertInto('heat_views.view')
      .values({
        id,
        owner_id,
        title,
        share_roles: roles,
        created_at: ctx.now,
        content: JSON.stringify(content),
        period: JSON.stringify(period),
      })
      .execute();
    if (at > 0) continue;
    const { rhythm, weekday, monthDay, hour, workdaysOnly, file } = weekly;
    await ctx.db
      .insertInto('heat_views.subscription')
      .values({
        id: newId(),
        view_id: id,
        person_id: owner_id,
        rhythm,
        weekday,
        month_day: monthDay,
        hour,
        workdays_only: workdaysOnly,
        file,
        next_at: nextSending(weekly, ctx.now),
        created_at: ctx.now,
      })
      .execute();
  }
}
