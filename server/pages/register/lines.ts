import type * as contract from '../../../shared/contract/pages/register.ts';
import type { PageWeek } from '../../../shared/contract/pages/register-week.ts';
import { firstOf } from '../../../shared/lists.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readFollowersOn } from './figures/followers.ts';
import { shareThere } from './proof/judge-checks.ts';
import { judgeProof, type PageProof, type RunRow, readProof, readRuns } from './proof/read-proof.ts';
import { networksOfRegister, type PageRow } from './rows.ts';
import { readWeeks } from './week/read-weeks.ts';

/** Short names of members of staff, by id. */
async function readNames(ctx: Ctx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = ids.flatMap((id) => id ?? []);
  if (known.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('identity.v_person')
    .select(['id', 'short_name'])
    .where('id', 'in', known)
    .execute();
  return new Map(rows.map((row) => [row.id ?? '', row.short_name ?? '']));
}

/** What is known of pages besides their rows. */
/** The change of followers is told of so many days. */
const MONTH_DAYS = 30;

interface Known {
  names: Map<string, string>;
  /** So many weeks as were asked for, the present one first. */
  weeks: Map<string, PageWeek[]>;
  looks: Map<string, PageProof>;
  runs: Map<string, RunRow>;
  monthBefore: Map<string, number>;
}

export async function readKnown(ctx: Ctx, rows: readonly PageRow[], weeks: number): Promise<Known> {
  const ids = rows.map(({ id }) => id);
  return {
    names: await readNames(
      ctx,
      rows.map(({ keeper_id: id }) => id),
    ),
    weeks: await readWeeks(ctx, rows, weeks),
    looks: await readProof(ctx, ids, ctx.now),
    runs: await readRuns(ctx, ids),
    monthBefore: await readFollowersOn(ctx, ids, addDays(localDate(ctx.now), -MONTH_DAYS)),
  };
}

/** A page as a line of the register: with its week, checks and verification. */
export function presentLine(row: PageRow, known: Known, today: string): contract.PageLine {
  const checks = judgeProof(known.looks.get(row.id), today).map(({ check, state }) => ({
    id: check.id,
    state,
  }));
  const run = known.runs.get(row.id);
  return {
    id: row.id,
    unitId: row.unit_id,
    network: row.network,
    title: row.title,
    url: row.url,
    grade: row.grade,
    keeper: known.names.get(row.keeper_id ?? '') ?? null,
    contractUntil: row.contract_until,
    isContractOver: row.contract_until !== null && row.contract_until < today,
    week: firstOf(known.weeks.get(row.id) ?? []),
    checks,
    share: shareThere(checks.map(({ state }) => state)),
    verification: run?.state ?? 'not_started',
    verificationOn: run?.state_on ?? null,
    followers: row.followers,
    followersMonthAgo: known.monthBefore.get(row.id) ?? null,
    archivedAt: row.archived_at?.toISOString() ?? null,
    isOpening: row.is_opening,
  };
}

/** Pages as lines, networks in the order of the pack. */
export async function presentLines(ctx: Ctx, rows: readonly PageRow[]): Promise<contract.PageLine[]> {
  if (rows.length === 0) return [];
  const today = localDate(ctx.now);
  const known = await readKnown(ctx, rows, 1);
  const order = networksOfRegister(ctx).map(({ id }) => id);
  const placeOf = ({ network }: PageRow) => order.indexOf(network);
  return rows
    .toSorted(
      (a, b) => placeOf(a) - placeOf(b) || a.title.localeCompare(b.title, 'ru') || (a.id < b.id ? -1 : 1),
    )
    .map((row) => presentLine(row, known, today));
}
