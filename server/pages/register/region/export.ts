import type { BodyLine, PageLine } from '../../../../shared/contract/pages/register.ts';
import { exportRegion } from '../../../../shared/contract/pages/register-region.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { bodyLevelTitles, heldGrounds } from '../../../../shared/text/pages/register.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { defineReport } from '../../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../../lib/tables/columns.ts';
import { readBodies } from '../list.ts';
import { keptPages, networksOfRegister, type PageRow } from '../rows.ts';
import { regionTitles as titles } from './columns.ts';

/** A line of the region's table: a page, or why there is none. */
interface RegionLine {
  body: BodyLine;
  page: (PageLine & { row: PageRow }) | null;
  exemption: string;
}

const isThere = ({ checks }: PageLine, id: string): boolean =>
  checks.some((check) => check.id === id && check.state === 'there');
const yesNo = (page: RegionLine['page'], id: string): string => {
  if (!page) return '';
  return isThere(page, id) ? 'да' : 'нет';
};

/** Posts that stood ÷ the norm, whole per cents, a hundred at most; null where nobody knows. */
function activityOf({ week }: PageLine): number | null {
  return week.stood === null ? null : Math.round(Math.min(1, week.stood / week.norm) * 100);
}

function statusOf({ page, exemption }: RegionLine): string {
  if (page) return 'ведётся';
  return exemption ? 'не ведётся' : 'страницы нет';
}

const columns: Column<RegionLine>[] = [
  { title: titles.level, width: 16, of: ({ body }) => bodyLevelTitles[body.level] },
  { title: titles.founder, width: 30, of: ({ body }) => body.founder },
  { title: titles.body, width: 44, of: ({ body }) => body.title },
  { title: titles.exemption, width: 40, of: ({ exemption }) => exemption },
  { title: titles.ogrn, width: 16, of: ({ body }) => body.ogrn },
  { title: titles.sphere1, width: 18, of: ({ body }) => body.spheres[0] ?? '' },
  { title: titles.sphere2, width: 18, of: ({ body }) => body.spheres[1] ?? '' },
  { title: titles.sphere3, width: 18, of: ({ body }) => body.spheres[2] ?? '' },
  { title: titles.status, width: 14, of: statusOf },
  { title: titles.gosId, width: 14, of: ({ page }) => page?.row.gos_id ?? '' },
  { title: titles.link, width: 34, of: ({ page }) => page?.url ?? '' },
  { title: titles.settingsUrl, width: 24, of: ({ page }) => page?.row.settings_url ?? '' },
  { title: titles.connected, width: 14, of: ({ page }) => yesNo(page, 'connected') },
  { title: titles.mark, width: 10, of: ({ page }) => yesNo(page, 'gov-mark') },
  { title: titles.design, width: 12, kind: 'number', of: ({ page }) => page && Math.round(page.share * 100) },
  {
    title: titles.widgets,
    width: 10,
    kind: 'number',
    of: ({ page }) => page && ['message-widget', 'vote-widget'].filter((id) => isThere(page, id)).length,
  },
  { title: titles.activity, width: 12, kind: 'number', of: ({ page }) => page && activityOf(page) },
  { title: titles.followers, width: 12, kind: 'number', of: ({ page }) => page?.row.followers ?? null },
  { title: titles.weekReach, width: 14, kind: 'number', of: ({ page }) => page?.row.week_reach ?? null },
  { title: titles.postReach, width: 14, kind: 'number', of: ({ page }) => page?.row.post_reach ?? null },
];

/** A line for each page, one for each ground in force, one where there is neither. */
async function listLines(ctx: Ctx): Promise<RegionLine[]> {
  const bodies = await readBodies(ctx);
  const rowOf = new Map((await keptPages(ctx)).map((row) => [row.id, row]));
  const titleOf = new Map(networksOfRegister(ctx).map(({ id, title }) => [id, title]));
  return bodies.flatMap((body): RegionLine[] => {
    const pages = body.pages.flatMap((page): RegionLine[] => {
      const row = rowOf.get(page.id);
      return row ? [{ body, page: { ...page, row }, exemption: '' }] : [];
    });
    const exempt = heldGrounds(body).map(({ network, ground, until }): RegionLine => {
      const of = network === null ? '' : `${titleOf.get(network) ?? network}: `;
      return { body, page: null, exemption: `${of}${ground}${until ? `, до ${formatDay(until)}` : ''}` };
    });
    const lines = [...pages, ...exempt];
    return lines.length > 0 ? lines : [{ body, page: null, exemption: '' }];
  });
}

/** Route. */
export const regionFile = defineReport(exportRegion, {
  journal: { action: 'register.export-region', object: 'register' },
  most: 10_000,
  isForMachines: true,
  async make(ctx) {
    return {
      title: 'Свод региона: официальные страницы',
      file: `Свод региона ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: [],
      table: fillTable(columns, await listLines(ctx)),
      journal: { objectId: 'official-pages' },
    };
  },
});
