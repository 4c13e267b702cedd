import type { Recipient } from '../../../../shared/contract/pages/register.ts';
import type { importRegion as importRoute } from '../../../../shared/contract/pages/register-region.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { readUploadedTable } from '../../../lib/tables/reading/uploaded.ts';
import { writeBody, writeExemption } from '../acts/bodies.ts';
import { insertPage } from '../acts/pages.ts';
import { writeFigures } from '../figures/followers.ts';
import { readBodies } from '../list.ts';
import { networkHosts } from '../network-hosts.ts';
import { findPage, isChoosable, keptPages, networksOfRegister, type PageRow, updatePage } from '../rows.ts';
import { tellPageAct } from '../store.ts';
import { type KnownPage, planRegionImport, type RegionChange } from './plan-import.ts';
import { readRegionRows } from './read-rows.ts';

/** Rows of one table: all pages of a city. */
const MOST = 5000;

const knownPage = (row: PageRow): KnownPage => ({
  id: row.id,
  unitId: row.unit_id,
  url: row.url,
  settingsUrl: row.settings_url,
  gosId: row.gos_id,
  followers: row.followers,
  isFollowersTold: row.followers_by === 'network',
  weekReach: row.week_reach,
  postReach: row.post_reach,
});

async function readKnown(ctx: Ctx, recipient: Recipient | null) {
  const bodies = await readBodies(ctx);
  const owners = await ctx.db
    .selectFrom('register.body')
    .select(['unit_id', 'ogrn'])
    .where('ogrn', '<>', '')
    .execute();
  return {
    bodies: bodies.map((body) => ({
      unitId: body.unitId,
      title: body.title,
      shortTitle: body.shortTitle,
      isActive: body.isActive,
      said: body.recipient === null ? null : { ...body, recipient: body.recipient },
      exemptions: body.exemptions,
    })),
    pages: (await keptPages(ctx)).map(knownPage),
    networks: networksOfRegister(ctx).map((one) => ({
      id: one.id,
      title: one.title,
      ground: one.ground,
      isChoosable: isChoosable(one),
      hosts: networkHosts[one.id] ?? [],
    })),
    recipient,
    owners: new Map(owners.map(({ ogrn, unit_id: unitId }) => [ogrn, unitId])),
    today: localDate(ctx.now),
  };
}

/** What of the table was told about the page's audience, as of today. */
async function figuresOf(
  ctx: Ctx,
  page: PageRow,
  { figures }: Extract<RegionChange, { kind: 'page' | 'new-page' }>,
): Promise<Partial<PageRow>> {
  if (!figures) return {};
  const isTold = Object.values(figures).some((one) => one !== null);
  if (isTold)
    return writeFigures(ctx, page, {
      followers: page.followers_by === 'network' ? null : figures.followers,
      weekReach: figures.weekReach,
      postReach: figures.postReach,
      on: localDate(ctx.now),
      source: 'таблица региона',
    });
  return { week_reach: null, post_reach: null, figures_on: null };
}

async function writeChange(ctx: Ctx, change: RegionChange): Promise<void> {
  const today = localDate(ctx.now);
  switch (change.kind) {
    case 'body':
      return writeBody(ctx, change.unitId, { version: change.version, ...change.said });
    case 'exemption':
      return writeExemption(ctx, change.unitId, { ...change, from: today, isForBelow: false });
    case 'new-page': {
      const { kind: _, figures: __, ...fields } = change;
      const rest = {
        keeperId: null,
        contract: '',
        contractUntil: null,
        contact: '',
        grade: 'active' as const,
      };
      const id = await insertPage(ctx, { ...fields, ...rest }, null);
      const page = await findPage(ctx, id);
      return updatePage(ctx, page, await figuresOf(ctx, page, change));
    }
    case 'page': {
      const page = await findPage(ctx, change.id);
      await updatePage(ctx, page, {
        settings_url: change.settingsUrl,
        gos_id: change.gosId,
        ...(await figuresOf(ctx, page, change)),
      });
      return tellPageAct(ctx, change.id, 'import-page', { what: 'сведения из таблицы региона' });
    }
  }
}

/**
 * Route: holds a table of the region against the register, and writes what is new where it is told to. Rows that cannot be taken are
 * named and hold up none of the others. The same table once more changes nothing.
 */
export async function importRegion(
  ctx: Ctx,
  { query }: HandlerInput<typeof importRoute>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof importRoute>> {
  const table = await readUploadedTable(ctx, exchange, {
    folder: 'register',
    most: MOST,
    ask: 'Приложите таблицу региона: CSV или XLSX.',
    less: 'Оставьте в ней только страницы города.',
  });
  const rows = readRegionRows(table);
  const isWritten = query.write === 'yes';
  const told = async (inner: Ctx) => {
    const plan = planRegionImport(rows, await readKnown(inner, query.recipient ?? null));
    if (isWritten) for (const { change } of plan.changes) await writeChange(inner, change);
    const entered = plan.changes.map(({ row, body, what }) => ({ row, body, what }));
    return {
      isWritten,
      rows: rows.length,
      entered,
      same: plan.same,
      refused: plan.refused,
      undescribed: plan.undescribed,
    };
  };
  return isWritten ? runMutation(exchange.services, ctx, told) : told(ctx);
}
