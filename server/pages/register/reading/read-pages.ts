import { sql } from 'kysely';
import { z } from 'zod';
import type * as acts from '../../../../shared/contract/pages/register-acts.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { MINUTE } from '../../../../shared/time.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import {
  findConnections,
  type NetworkConnector,
  NetworkFailure,
  type PageAccess,
  type PageProfile,
} from '../../../base/networks/index.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import type { Conversation } from '../../../lib/module/module.ts';
import { pagesPack } from '../pack.ts';
import { presentFinding, readFindings } from '../proof/findings.ts';
import { findPage } from '../rows.ts';
import { type AskedPage, keepReadings } from './keep-readings.ts';
import { toldNetworks } from './told.ts';

/** Pages whose hour has come are asked, many at once. */
export const readDueJob = defineJob('register.read-due', z.object({}));
export const readPagesJob = defineJob('register.read-pages', z.object({}));

/** Pages of one round. */
const MOST = 150;
/** Whoever comes while a round is on its way finds nothing due. */
const HELD = 10 * MINUTE;

type Bound = AskedPage['page'];

interface Round {
  asked: { page: Bound; connection: { connector: NetworkConnector; access: PageAccess } | null }[];
}

async function findDue(ctx: Ctx): Promise<Bound[]> {
  const { rows } = await sql<Bound>`
    SELECT page.id, page.network_page_id FROM register.page LEFT JOIN register.reader ON reader.page_id = page.id
    WHERE page.archived_at IS NULL AND page.network_page_id IS NOT NULL AND page.network = ANY(${toldNetworks(ctx)})
      AND (reader.due_at IS NULL OR reader.due_at <= ${ctx.now})
    ORDER BY reader.due_at NULLS FIRST, page.id LIMIT ${MOST}`.execute(ctx.db);
  return rows;
}

async function openRound(ctx: Ctx, pages: readonly Bound[]): Promise<Round> {
  const connections = await findConnections(
    ctx,
    pages.flatMap(({ network_page_id: id }) => id ?? []),
  );
  return {
    asked: pages.map((page) => ({ page, connection: connections.get(page.network_page_id ?? '') ?? null })),
  };
}

const off = new NetworkFailure('rights', 'Чтение страницы выключено, или сеть сегодня закрыта');

/** Each network is asked for all its pages; what was not asked is a failure too. */
async function askRound({ asked }: Round): Promise<AskedPage[]> {
  const outcomes = new Map<Bound, PageProfile | NetworkFailure>();
  const byConnector = Map.groupBy(asked, ({ connection }) => connection?.connector);
  await Promise.all(
    [...byConnector].map(async ([connector, own]) => {
      const accesses = own.flatMap(({ connection }) => connection?.access ?? []);
      const told = (await connector?.readProfiles?.(accesses)) ?? [];
      for (const [at, { page }] of own.entries())
        outcomes.set(page, told.length > 0 ? itemAt(told, at) : off);
    }),
  );
  return asked.map(({ page }) => ({ page, outcome: outcomes.get(page) ?? off }));
}

const wake = (ctx: Ctx): void => ctx.enqueue(readPagesJob, {}, { key: readPagesJob.name });

/** Job, every ten minutes: each page is due once a day, and what failed sooner. */
export const readDue = async (ctx: Ctx): Promise<void> => wake(ctx);

/** A round: who is due is marked, the networks are asked outside any transaction, what came is kept. Asking again changes nothing there. */
export const readingPages: Conversation<unknown, Round, AskedPage[]> = {
  async intend(ctx) {
    const due = await findDue(ctx);
    if (due.length === 0) return null;
    const dueAt = new Date(ctx.now.getTime() + HELD);
    await ctx.db
      .insertInto('register.reader')
      .values(due.map(({ id }) => ({ page_id: id, due_at: dueAt })))
      .onConflict((conflict) => conflict.column('page_id').doUpdateSet({ due_at: dueAt }))
      .execute();
    return openRound(ctx, due);
  },
  call: askRound,
  async settle(ctx, _round, asked) {
    await keepReadings(ctx, asked);
    if ((await findDue(ctx)).length > 0) wake(ctx);
  },
  lose: async () => {},
};

/** One page now, outside any transaction: what is to be kept. */
export async function askNow(ctx: Ctx, page: Bound): Promise<AskedPage[]> {
  return askRound(await openRound(ctx, [page]));
}

const READINGS = 60;

/** Route. */
export async function listReadings(
  ctx: Ctx,
  { params }: HandlerInput<typeof acts.listReadings>,
): Promise<RouteReplyInput<typeof acts.listReadings>> {
  await findPage(ctx, params.id);
  const titles = new Map(pagesPack.on(localDate(ctx.now)).checks.map(({ id, title }) => [id, title]));
  const rows = await ctx.db
    .selectFrom('register.reading')
    .selectAll()
    .where('page_id', '=', params.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(READINGS)
    .execute();
  return {
    readings: rows.map(({ id, at, by_name: by, members, findings, raw, sha256 }) => ({
      id,
      at: at.toISOString(),
      by,
      members,
      findings: readFindings(findings).map((one) => ({
        ...presentFinding(one),
        check: one.check,
        title: titles.get(one.check) ?? one.check,
      })),
      raw,
      sha256,
    })),
  };
}
