import type {
  Fullness,
  listFullness as listFullnessRoute,
} from '../../../shared/contract/heatmap/analysis.ts';
import type { SliceFilter } from '../../../shared/contract/heatmap/objects.ts';
import { caseFields } from '../../../shared/contract/messages/cases-list.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { channelTitles } from '../../../shared/text/channels.ts';
import { currentTaxonomy, findBlock } from '../../base/taxonomy/index.ts';
import { districtTitle, listDistricts } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countFields, type FieldLine } from '../../messages/cases/index.ts';
import { readAnalysisPeriod } from './period.ts';

type Side = Fullness['by'];
type Line = Fullness['lines'][number];

/** Route. */
export const listFullness = (
  ctx: Ctx,
  { query }: HandlerInput<typeof listFullnessRoute>,
): Promise<Fullness> => {
  const { by, ...slice } = query;
  return findFullness(ctx, slice, by);
};

/** How full the cases of a slice are, by a side of them, and all together. */
export async function findFullness(ctx: Ctx, slice: SliceFilter, by: Side): Promise<Fullness> {
  readAnalysisPeriod(slice);
  const counted = await countFields(ctx, slice, by);
  const titles = await readTitles(ctx, by);
  const lines = counted
    .map((line): Line => ({ ...line, title: titles.get(line.key) ?? titleOf(by, line.key) }))
    .toSorted(
      (a, b) => Number(a.key === 'none') - Number(b.key === 'none') || rankOf(by, a, b) || b.total - a.total,
    );
  return { by, lines, whole: { ...sumUp(counted), title: 'Всего' } };
}

/** A share of the whole is that of its sums, never a mean of the lines. */
function sumUp(lines: readonly FieldLine[]): Omit<Line, 'title'> {
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  const fields = Object.fromEntries(
    caseFields.map((field) => [
      field,
      {
        asked: lines.reduce((sum, line) => sum + line.fields[field].asked, 0),
        has: lines.reduce((sum, line) => sum + line.fields[field].has, 0),
      },
    ]),
  );
  return { key: 'all', total, fields: fields as Line['fields'] };
}

const noneTitles: Readonly<Record<Side, string>> = {
  channel: 'Без канала',
  block: 'Тема не определена',
  district: 'Без территории',
  unit: 'Исполнитель не назначен',
};

function titleOf(by: Side, key: string): string {
  if (key === 'none') return noneTitles[by];
  if (by === 'channel') return channelTitles[key as keyof typeof channelTitles] ?? key;
  return by === 'block' ? (findBlock(key)?.shortTitle ?? key) : by === 'district' ? districtTitle(key) : key;
}

async function readTitles(ctx: Ctx, by: Side): Promise<ReadonlyMap<string, string>> {
  if (by !== 'unit') return new Map();
  const units = await ctx.db.selectFrom('identity.v_unit').select(['id', 'short_title']).execute();
  return new Map(units.map(({ id, short_title }) => [id!, short_title!]));
}

/** Blocks and districts in the order of their directories. */
function rankOf(by: Side, a: Line, b: Line): number {
  const ids =
    by === 'block'
      ? currentTaxonomy().blocks.map(({ code }) => code)
      : by === 'district'
        ? listDistricts().map(({ id }) => id)
        : [];
  return ids.indexOf(a.key) - ids.indexOf(b.key);
}
