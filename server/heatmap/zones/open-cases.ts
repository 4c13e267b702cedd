import { sql } from 'kysely';
import type { ZoneCard } from '../../../shared/contract/heatmap/zones.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { termRuns } from '../../messages/cases/index.ts';
import { cellsWithin, placeOf, type StoredPlace, zoneName } from './places.ts';
import type { ZoneRecord } from './rows.ts';

/** Open cases of one block at one whereabouts, of the whole city, as every number of the heat map. */
export interface OpenCases {
  district: string | null;
  h3: string | null;
  block: string;
  count: number;
}

/** Cases of these blocks whose term runs now. Plan: case_file_open_due. */
export async function countOpen(ctx: Ctx, blocks: readonly string[]): Promise<OpenCases[]> {
  const { rows } = await sql<OpenCases>`
    SELECT district_id AS district, h3, block, count(*)::int AS count FROM cases.v_case
    WHERE ${termRuns('cases.v_case')} AND block = ANY(${[...new Set(blocks)]}::text[]) GROUP BY 1, 2, 3`.execute(
    ctx.db,
  );
  return rows;
}

type CellName = StoredPlace & { block: string };

/** Whether a place holds a whereabouts: as the case list by this place takes it. */
function holds(place: StoredPlace): (open: Pick<OpenCases, 'district' | 'h3'>) => boolean {
  const { kind, key } = placeOf(place);
  if (kind !== 'hexagon')
    return ({ district }) => district === key || (district?.startsWith(`${key}.`) ?? false);
  const cells = new Set(cellsWithin(key));
  return ({ h3 }) => h3 !== null && cells.has(h3);
}

/** Open cases of a cell. */
export function countIn(open: readonly OpenCases[], cell: CellName): number {
  const isIn = holds(cell);
  return open.reduce((sum, one) => (one.block === cell.block && isIn(one) ? sum + one.count : sum), 0);
}

const sizes: Readonly<Record<StoredPlace['place_kind'], number>> = { hexagon: 0, subarea: 1, district: 2 };

/** Running zones of the same block that have cases of this one, the larger first: what is told twice is said on both. */
export async function listShares(
  ctx: Ctx,
  zone: ZoneRecord,
  open: readonly OpenCases[],
): Promise<ZoneCard['shares']> {
  const others = await ctx.db
    .selectFrom('zones.card')
    .select(['id', 'place_kind', 'place_key', 'block'])
    .where('state', '<>', 'closed')
    .where('block', '=', zone.block)
    .where('id', '<>', zone.id)
    .orderBy('id')
    .execute();
  const isOwn = holds(zone);
  const own = open.filter(isOwn);
  return others
    .map((other) => ({ other, openCases: countIn(own, other) }))
    .filter(({ openCases }) => openCases > 0)
    .toSorted((a, b) => sizes[b.other.place_kind] - sizes[a.other.place_kind])
    .map(({ other, openCases }) => ({
      id: other.id,
      title: zoneName(other),
      isLarger: sizes[other.place_kind] > sizes[zone.place_kind],
      openCases,
    }));
}
