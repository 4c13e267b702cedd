import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/pages/register-proof.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type KnownCheck, pagesPack } from '../pack.ts';
import { type LatestReading, presentFinding, readLatest, type StoredFinding } from './findings.ts';
import { type JudgedCheck, judgeCheck } from './judge-checks.ts';

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

/** What is known of the checks of a page: the latest look at each, and what the network told last. */
export interface PageProof {
  looks: ReadonlyMap<string, LookRow>;
  reading: LatestReading | null;
}

/** What is known of the checks of these pages, as it was known at a moment. Plan: look_latest. */
export async function readProof(
  ctx: Ctx,
  pageIds: readonly string[],
  until: Date,
): Promise<Map<string, PageProof>> {
  const { rows } = await sql<LookRow>`
    SELECT DISTINCT ON (page_id, check_id) page_id, check_id, is_there, note, file_id, taken_on, at, by_name
    FROM register.look WHERE page_id = ANY(${[...pageIds]}::uuid[]) AND at <= ${until}
    ORDER BY page_id, check_id, taken_on DESC, at DESC, id DESC`.execute(ctx.db);
  const looks = Map.groupBy(rows, ({ page_id: pageId }) => pageId);
  const readings = await readLatest(ctx, pageIds, until);
  return new Map(
    pageIds.map((id) => [
      id,
      {
        looks: new Map((looks.get(id) ?? []).map((one) => [one.check_id, one])),
        reading: readings.get(id) ?? null,
      },
    ]),
  );
}

export interface ProvedCheck extends JudgedCheck {
  check: KnownCheck;
  look: LookRow | undefined;
  finding: StoredFinding | undefined;
}

/** Checks of the pack in force on a day, each with its state on that day. */
export const judgeProof = (proof: PageProof | undefined, day: string): ProvedCheck[] =>
  pagesPack.on(day).checks.map((check) => {
    const look = proof?.looks.get(check.id);
    const finding = proof?.reading?.findings.get(check.id);
    const seen = look && { isThere: look.is_there, takenOn: look.taken_on, at: look.at };
    const word = finding && {
      isThere: finding.isThere,
      since: finding.since,
      sinceDay: localDate(finding.since),
    };
    return { check, look, finding, ...judgeCheck(check.livesDays, seen, word, day) };
  });

/** Checks of a page as its card shows them. */
export const presentChecks = (
  proof: PageProof | undefined,
  today: string,
  fixes: ReadonlyMap<string, NonNullable<contract.PageCheck['fix']>>,
): contract.PageCheck[] =>
  judgeProof(proof, today).map(({ check, state, by, isDisputed, look, finding }) => ({
    ...check,
    state,
    by,
    isDisputed,
    fix: fixes.get(check.id) ?? null,
    told: finding ? presentFinding(finding) : null,
    look: look
      ? {
          isThere: look.is_there,
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
  state: Exclude<contract.VerificationState, 'not_started'>;
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
export async function presentRun(ctx: Ctx, run: RunRow): Promise<contract.PageVerification> {
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
