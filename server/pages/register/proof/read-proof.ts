import { sql } from 'kysely';
import type * as proof from '../../../../shared/contract/pages/register-proof.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type KnownCheck, pagesPack } from '../pack.ts';
import { judgeCheck } from './judge-checks.ts';

interface LookRow {
  page_id: string;
  check_id: string;
  is_there: boolean;
  note: string;
  file_id: string | null;
  taken_on: string;
  at: Date;
  by_name: string;
}

export type PageLooks = ReadonlyMap<string, LookRow>;

/** The latest look at each check of these pages, by page and check, as it was known at a moment. Plan: look_latest. */
export async function readLooks(
  ctx: Ctx,
  pageIds: readonly string[],
  until: Date,
): Promise<Map<string, PageLooks>> {
  const { rows } = await sql<LookRow>`
    SELECT DISTINCT ON (page_id, check_id) page_id, check_id, is_there, note, file_id, taken_on, at, by_name
    FROM register.look WHERE page_id = ANY(${[...pageIds]}::uuid[]) AND at <= ${until}
    ORDER BY page_id, check_id, taken_on DESC, at DESC, id DESC`.execute(ctx.db);
  const byPage = Map.groupBy(rows, ({ page_id: pageId }) => pageId);
  return new Map(
    [...byPage].map(([pageId, looks]) => [pageId, new Map(looks.map((one) => [one.check_id, one]))]),
  );
}

/** Checks of the pack in force on a day, each with its state on that day. */
export function judgeLooks(
  looks: PageLooks | undefined,
  day: string,
): { check: KnownCheck; state: proof.CheckState; look: LookRow | undefined }[] {
  return pagesPack.on(day).checks.map((check) => {
    const look = looks?.get(check.id);
    const seen = look && { isThere: look.is_there, takenOn: look.taken_on };
    return { check, look, state: judgeCheck(check.livesDays, seen, day) };
  });
}

/** Checks of a page as its card shows them. */
export const presentChecks = (
  looks: PageLooks | undefined,
  today: string,
  fixes: ReadonlyMap<string, NonNullable<proof.PageCheck['fix']>>,
): proof.PageCheck[] =>
  judgeLooks(looks, today).map(({ check, state, look }) => ({
    ...check,
    state,
    fix: fixes.get(check.id) ?? null,
    look: look
      ? {
          note: look.note,
          fileId: look.file_id,
          takenOn: look.taken_on,
          at: look.at.toISOString(),
          by: look.by_name,
        }
      : null,
  }));

export interface RunRow {
  id: string;
  page_id: string;
  state: Exclude<proof.VerificationState, 'not_started'>;
  state_on: string;
  ground: string;
  due_on: string | null;
  version: number;
}

/** The latest run of each of these pages. Plan: verification_page. */
export async function readRuns(ctx: Ctx, pageIds: readonly string[]): Promise<Map<string, RunRow>> {
  const { rows } = await sql<RunRow>`
    SELECT DISTINCT ON (page_id) id, page_id, state, state_on, ground, due_on, version FROM register.verification
    WHERE page_id = ANY(${[...pageIds]}::uuid[]) ORDER BY page_id, started_at DESC, id DESC`.execute(ctx.db);
  return new Map(rows.map((row) => [row.page_id, row]));
}

/** A run with all its moves, the first one first. */
export async function presentRun(ctx: Ctx, run: RunRow): Promise<proof.PageVerification> {
  const moves = await ctx.db
    .selectFrom('register.verification_move')
    .selectAll()
    .where('verification_id', '=', run.id)
    .orderBy('serial')
    .execute();
  return {
    id: run.id,
    state: run.state,
    on: run.state_on,
    ground: run.ground,
    dueOn: run.due_on,
    isLate: run.due_on !== null && run.due_on < localDate(ctx.now),
    moves: moves.map((move) => ({
      state: move.state,
      on: move.on_day,
      ground: move.ground,
      dueOn: move.due_on,
      fileId: move.file_id,
      at: move.at.toISOString(),
      by: move.by_name,
    })),
    version: run.version,
  };
}
