import type { PageWeek } from '../../../../shared/contract/pages/register-week.ts';
import { filled } from '../../../../shared/known.ts';
import { addDays, weekOf } from '../../../../shared/text/periods.ts';
import { localDate, localDayStart } from '../../../base/deadlines/index.ts';
import { ownPosts, type PublishedDay } from '../../../base/networks/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { gradeOn, pagesPack } from '../pack.ts';
import type { PageRow } from '../rows.ts';
import { judgeWeek } from './judge-week.ts';

export interface Reading {
  isActive: boolean;
  readAt: Date | null;
  trouble: string;
}

/** How the pages of networks are read that these pages are bound to, by the page of networks. */
export async function readReadings(ctx: Ctx, pages: readonly PageRow[]): Promise<Map<string, Reading>> {
  const ids = pages.flatMap(({ network_page_id: id }) => id ?? []);
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.selectFrom('networks.v_reading').selectAll().where('id', 'in', ids).execute();
  return new Map(
    rows.map((row) => {
      const { id, is_active: isActive, trouble } = filled(row, 'id', 'is_active', 'trouble');
      return [id, { isActive, readAt: row.read_at, trouble }];
    }),
  );
}

interface GradeRow {
  page_id: string;
  since: string;
  grade: PageRow['grade'];
}

/** The grade a page had on a day: the latest that had begun, else its first one. Rows are ordered by day. */
function gradeAt(rows: readonly GradeRow[], day: string, now: PageRow['grade']): PageRow['grade'] {
  return (rows.findLast(({ since }) => since <= day) ?? rows[0])?.grade ?? now;
}

const unread: Reading = { isActive: false, readAt: null, trouble: '' };

/** So many ISO weeks of these pages up to the present one, the newest first, each against the norm of its Monday. */
export async function readWeeks(
  ctx: Ctx,
  pages: readonly PageRow[],
  count: number,
): Promise<Map<string, PageWeek[]>> {
  if (pages.length === 0) return new Map();
  const today = localDate(ctx.now);
  const mondays = Array.from({ length: count }, (_, at) => addDays(weekOf(today).from, -7 * at));
  const readings = await readReadings(ctx, pages);
  const grades = await ctx.db
    .selectFrom('register.grade')
    .selectAll()
    .where(
      'page_id',
      'in',
      pages.map(({ id }) => id),
    )
    .orderBy('since')
    .execute();
  const gradesBy = Map.groupBy(grades, ({ page_id: pageId }) => pageId);
  const published = await countPublished(ctx, pages, { from: mondays.at(-1) ?? today, to: weekOf(today).to });
  return new Map(
    pages.map((page) => [
      page.id,
      mondays.map((from) => {
        const grade = gradeOn(from, gradeAt(gradesBy.get(page.id) ?? [], from, page.grade));
        const to = addDays(from, 6);
        const bound = page.network_page_id ?? '';
        return judgeWeek({
          from,
          to,
          today,
          beginsAt: localDayStart(from),
          endsAt: localDayStart(addDays(to, 1)),
          now: ctx.now,
          norm: grade.norm,
          warnings: grade.warnings,
          days: (published.get(bound) ?? []).filter(({ day }) => day >= from && day <= to),
          reading: { ...(readings.get(bound) ?? unread), boundAt: page.bound_at },
        });
      }),
    ]),
  );
}

async function countPublished(
  ctx: Ctx,
  pages: readonly PageRow[],
  { from, to }: { from: string; to: string },
): Promise<Map<string, PublishedDay[]>> {
  const pageIds = pages.flatMap(({ network_page_id: id }) => id ?? []);
  if (pageIds.length === 0) return new Map();
  const days = await ctx.ports.find(ownPosts)?.countDays(ctx, {
    pageIds,
    from: localDayStart(from),
    to: localDayStart(addDays(to, 1)),
    standHours: pagesPack.on(localDate(ctx.now)).standHours,
  });
  return Map.groupBy(days ?? [], ({ pageId }) => pageId);
}

/** Posts a page owes in the week of a day, by the grade it has now: for weeks `readWeeks` does not reach. */
export const pageNormOn = ({ grade }: Pick<PageRow, 'grade'>, day: string): number =>
  gradeOn(day, grade).norm;

/** Hours after which a post has stood, as of a local day. */
export const standHoursOn = (day: string): number => pagesPack.on(day).standHours;
