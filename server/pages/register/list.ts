import type * as contract from '../../../shared/contract/pages/register.ts';
import type { RouteReplyInput } from '../../../shared/contract/route.ts';
import { weekOf } from '../../../shared/text/periods.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { listUnits, type UnitInfo } from '../../base/identity/index.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { presentLines } from './lines.ts';
import { pagesPack } from './pack.ts';
import { type BodyRow, type ExemptionRow, keptPages, networksOfRegister } from './rows.ts';
import { listAbove, orderTree } from './tree.ts';
import { readWeeks } from './week/read-weeks.ts';

type Body = contract.BodyLine;

const presentExemption = (row: ExemptionRow, today: string, fromBody: string): contract.ExemptionLine => ({
  id: row.id,
  unitId: row.unit_id,
  network: row.network,
  ground: row.ground,
  from: row.from_day,
  until: row.until_day,
  isInForce: row.from_day <= today && (row.until_day === null || row.until_day >= today),
  isForBelow: row.is_for_below,
  fromBody,
  version: row.version,
});

/** Required networks where a body has neither a page nor an exemption in force. */
export function findLacks(
  required: readonly string[],
  pages: readonly { network: string }[],
  exemptions: readonly { network: string | null; isInForce: boolean }[],
): string[] {
  const held = exemptions.filter(({ isInForce }) => isInForce);
  return required.filter(
    (id) =>
      !pages.some(({ network }) => network === id) &&
      !held.some(({ network }) => network === null || network === id),
  );
}

interface Given {
  unit: UnitInfo;
  depth: number;
  body: BodyRow | undefined;
  pages: contract.PageLine[];
  exemptions: contract.ExemptionLine[];
  required: readonly string[];
}

const presentBody = ({ unit, depth, body, pages, exemptions, required }: Given): Body => ({
  unitId: unit.id,
  parentId: unit.parentId,
  depth,
  title: unit.title,
  shortTitle: unit.shortTitle,
  isActive: unit.isActive,
  recipient: body?.recipient ?? null,
  level: body?.level ?? 'municipality',
  founder: body?.founder ?? '',
  ogrn: body?.ogrn ?? '',
  spheres: body?.spheres ?? [],
  pages,
  exemptions,
  // Whoever is closed owes no page any more.
  lacks: unit.isActive ? findLacks(required, pages, exemptions) : [],
  version: body?.version ?? 0,
});

/**
 * Bodies of the register in the order of the tree: every unit of the administration that is not closed, and of those outside it
 * whoever was entered. Some hundreds at most, so it is read whole.
 */
export async function readBodies(ctx: Ctx): Promise<Body[]> {
  const today = localDate(ctx.now);
  const { db } = ctx;
  const units = await listUnits(db);
  const bodies = await db.selectFrom('register.body').selectAll().execute();
  const rows = await keptPages(ctx);
  const exempt = await db
    .selectFrom('register.exemption')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('from_day')
    .orderBy('id')
    .execute();
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const bodyOf = new Map(bodies.map((body) => [body.unit_id, body]));
  const linesOf = Map.groupBy(await presentLines(ctx, rows), ({ unitId }) => unitId);
  const exemptOf = Map.groupBy(exempt, ({ unit_id: unitId }) => unitId);
  const required = networksOfRegister(ctx).flatMap(({ id, use }) => (use === 'required' ? [id] : []));
  // A unit that was closed with its pages in the register is seen until somebody has archived them.
  const kept = units.filter(
    ({ id, isActive, isExternal }) => linesOf.has(id) || (isActive && (!isExternal || bodyOf.has(id))),
  );
  return orderTree(kept).map(({ branch: unit, depth }) =>
    presentBody({
      unit,
      depth,
      body: bodyOf.get(unit.id),
      pages: linesOf.get(unit.id) ?? [],
      exemptions: [
        ...(exemptOf.get(unit.id) ?? []).map((row) => presentExemption(row, today, '')),
        ...listAbove(unit, unitOf).flatMap((above) =>
          (exemptOf.get(above.id) ?? [])
            .filter((row) => row.is_for_below)
            .map((row) => presentExemption(row, today, above.shortTitle)),
        ),
      ],
      required,
    }),
  );
}

/** Route, and what every change of bodies answers. */
export async function listRegister(ctx: Ctx): Promise<RouteReplyInput<typeof contract.listRegister>> {
  const today = localDate(ctx.now);
  const pack = pagesPack.on(today);
  const bodies = await readBodies(ctx);
  const { count } = await ctx.db
    .selectFrom('register.page')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('archived_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return {
    bodies,
    networks: networksOfRegister(ctx).map(({ id, title, short, use, ground }) => {
      const address = pack.addresses.find(({ network }) => network === id);
      return { id, title, short, use, ground, host: address?.host ?? '', example: address?.example ?? '' };
    }),
    grades: pack.grades.map(({ id, title, about, norm }) => ({ id, title, about, norm })),
    checks: pack.checks,
    week: { ...weekOf(today), today },
    archived: count,
    can: hasPermission(ctx, 'register.keep') ? ['keep'] : [],
  };
}

/** Route: the number beside the line of the rail. */
export async function countRegister(ctx: Ctx): Promise<RouteReplyInput<typeof contract.countRegister>> {
  const rows = await keptPages(ctx);
  const weeks = [...(await readWeeks(ctx, rows, 1)).values()];
  return { short: weeks.filter(([present]) => present?.state === 'warned').length };
}

/** Route. */
export async function listArchivedPages(
  ctx: Ctx,
): Promise<RouteReplyInput<typeof contract.listArchivedPages>> {
  const rows = await ctx.db
    .selectFrom('register.page')
    .selectAll()
    .where('archived_at', 'is not', null)
    .orderBy('archived_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  const units = new Map((await listUnits(ctx.db)).map((unit) => [unit.id, unit]));
  const networks = new Map(networksOfRegister(ctx).map((one) => [one.id, one]));
  return {
    pages: rows.flatMap((row) =>
      row.archived_at
        ? [
            {
              id: row.id,
              bodyTitle: units.get(row.unit_id)?.title ?? '',
              networkTitle: networks.get(row.network)?.title ?? row.network,
              title: row.title,
              url: row.url,
              archivedAt: row.archived_at.toISOString(),
              reason: row.archive_reason,
            },
          ]
        : [],
    ),
  };
}
