import { sql } from 'kysely';
import type { HeatView, ViewSubscription } from '../../../shared/contract/heatmap/heat-views.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, isStaff, type StaffActor } from '../../lib/module/context.ts';
import { addressOn, readQuestion, tellQuestion } from './question.ts';

/** Saved views as rows, and whose they are. */

export const noSuchView = () => new AppError('lib.not-found', 'Такого вида нет или он вам не открыт.');

export function requireStaff({ actor }: Ctx): StaffActor {
  if (isStaff(actor)) return actor;
  throw noSuchView();
}

/**
 * The rule of the rows: one's own; those shared with a role one holds; those shared with a unit one works in, one above it, or
 * one below it. Who has the link opens a view by its key, not by this rule.
 */
export const visibleViews = ({
  id,
  roles,
  unitIds,
}: Pick<StaffActor, 'id' | 'roles' | 'unitIds'>) => sql<boolean>`
  (view.owner_id = ${id} OR view.share_roles && ${[...roles]}::text[] OR EXISTS (
    WITH RECURSIVE around AS (
      SELECT unit.id, unit.parent_id FROM identity.v_unit unit WHERE unit.id = ANY(${[...unitIds]}::uuid[])
      UNION
      SELECT above.id, above.parent_id FROM identity.v_unit above JOIN around ON around.parent_id = above.id
    ) SELECT FROM around WHERE around.id = ANY(view.share_units)))`;

interface ViewRow {
  id: string;
  title: string;
  content: unknown;
  period: unknown;
  owner_id: string;
  owner_name: string;
  share_roles: string[];
  share_units: string[];
  link_key: string | null;
  subscription: (Omit<ViewSubscription, 'last'> & { id: string }) | null;
  last: {
    plannedAt: string;
    state: 'written' | 'waiting' | 'failed';
    reason: string;
    snapshot: string | null;
  } | null;
}

/** Views the caller finds, those of their own first; one of them where an id is given. Plan: views of a town, hundreds of rows. */
export async function readViews(ctx: Ctx, id?: string): Promise<HeatView[]> {
  const actor = requireStaff(ctx);
  const { rows } = await sql<ViewRow>`
    SELECT view.id, view.title, view.content, view.period, view.owner_id, owner.short_name AS owner_name,
      view.share_roles, view.share_units, view.link_key,
      CASE WHEN mine.id IS NULL THEN NULL ELSE jsonb_build_object('id', mine.id, 'rhythm', mine.rhythm,
        'weekday', mine.weekday, 'monthDay', mine.month_day, 'hour', mine.hour,
        'workdaysOnly', mine.workdays_only, 'file', mine.file, 'nextAt', mine.next_at) END AS subscription,
      (SELECT jsonb_build_object('plannedAt', sending.planned_at, 'snapshot', sending.snapshot,
          'state', CASE WHEN letter.state = 'dead' THEN 'failed' ELSE sending.state END,
          'reason', CASE WHEN letter.state IN ('dead', 'dropped') THEN letter.reason ELSE sending.reason END)
        FROM heat_views.sending LEFT JOIN outbox.v_letter_state letter ON letter.id = sending.id
        WHERE sending.subscription_id = mine.id ORDER BY sending.planned_at DESC LIMIT 1) AS last
    FROM heat_views.view
    JOIN identity.v_person owner ON owner.id = view.owner_id
    LEFT JOIN heat_views.subscription mine ON mine.view_id = view.id AND mine.person_id = ${actor.id}
    WHERE view.deleted_at IS NULL AND ${visibleViews(actor)} ${id ? sql`AND view.id = ${id}` : sql``}
    ORDER BY view.owner_id <> ${actor.id}, lower(view.title), view.id`.execute(ctx.db);
  return rows.flatMap((row) => toView(ctx, actor, row));
}

/** The view the caller may see; another is not found. */
export async function readView(ctx: Ctx, id: string): Promise<HeatView> {
  const [view] = await readViews(ctx, id);
  if (!view) throw noSuchView();
  return view;
}

function toView(ctx: Ctx, actor: StaffActor, row: ViewRow): HeatView[] {
  const question = readQuestion(row);
  if (!question) {
    ctx.log.warn({ view: row.id }, 'сохранённый вид спрашивает то, чего на тепловой карте больше нет');
    return [];
  }
  const isMine = row.owner_id === actor.id;
  const iso = (at: string) => new Date(at).toISOString();
  return [
    {
      id: row.id,
      title: row.title,
      screen: question.content.screen,
      told: tellQuestion(question),
      period: question.period,
      href: `${addressOn(question, cityDay(ctx.config, ctx.now))}&saved=${row.id}`,
      ownerName: row.owner_name,
      isMine,
      sharing: isMine
        ? {
            roles: row.share_roles,
            unitIds: row.share_units,
            link: row.link_key && linkOf(ctx, row.link_key),
          }
        : null,
      subscription: row.subscription && {
        ...row.subscription,
        nextAt: row.subscription.nextAt && iso(row.subscription.nextAt),
        last: row.last && { ...row.last, plannedAt: iso(row.last.plannedAt) },
      },
    },
  ];
}

const linkOf = (ctx: Ctx, key: string): string => `${ctx.config.publicUrl}/staff/heat-views/${key}`;

/** Locks a view of the caller's own. Another's, or one that is deleted (or not, where it is to be restored), is not found. */
export async function lockOwn(ctx: Ctx, id: string, isDeleted = false) {
  const row = await ctx.db
    .selectFrom('heat_views.view')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', requireStaff(ctx).id)
    .where('deleted_at', isDeleted ? 'is not' : 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw noSuchView();
  return row;
}
