import { type RawBuilder, sql } from 'kysely';
import type { PivotSide } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { outcomes } from '../../../../shared/contract/messages/cases.ts';
import { knownIn } from '../../../../shared/known.ts';
import { lastOf, numberAt } from '../../../../shared/lists.ts';
import { channelTitles } from '../../../../shared/text/channels.ts';
import { outcomeTitles } from '../../../../shared/text/heatmap/analysis.ts';
import { currentTaxonomy, findBlock, findFact } from '../../../base/taxonomy/index.ts';
import { listDistricts } from '../../../base/territory/index.ts';
import { cityDay, readCity } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { themeFact } from '../cube/cube.ts';
import { importances } from '../cube/marks.ts';
import type { Dimension } from '../cube/query.ts';
import type { CaseColumn } from '../feed/rollup-cells.ts';
import { heatPack } from '../heat-pack.ts';

/** Sides whose lines are days. */
export const timeSides: readonly PivotSide[] = ['day', 'week', 'month', 'quarter', 'year'];
export const isTime = (side: PivotSide): boolean => timeSides.includes(side);

/** One side of a table: how a case's value becomes a line, and the lines in their order. */
export interface Side {
  of: Dimension;
  /** Line of a value (a day is its number); lines are made as they are met. */
  lineOf: (value: string | number | null) => number;
  lines: () => { id: string; title: string }[];
  /** Values by code, of what the cube keeps in marks. */
  values?: readonly (string | null)[];
  /** The value of `cases.v_figure` that `lineOf` takes. */
  column: RawBuilder<string | number | null>;
  /** Columns of a case that `column` reads. */
  reads: readonly CaseColumn[];
}

const columnsOf: Readonly<
  Record<
    'district' | 'block' | 'theme' | 'channel' | 'unit' | 'day' | 'importance' | 'outcome' | 'applicant',
    readonly CaseColumn[]
  >
> = {
  district: ['district_id'],
  block: ['block'],
  theme: ['block', 'fact_id'],
  channel: ['channel'],
  unit: ['executor_unit_id'],
  day: [],
  importance: ['importance'],
  outcome: ['outcome'],
  applicant: ['is_signed_in'],
};

const NONE = 'none';

/** Lines in the order they are met, by id. */
function collect(
  of: keyof typeof columnsOf,
  column: Side['column'],
  idOf: (value: never) => string,
  titleOf: (id: string) => string,
): Side {
  const lines: { id: string; title: string }[] = [];
  const known = new Map<string, number>();
  return {
    of,
    column,
    reads: columnsOf[of],
    lineOf(value) {
      const id = idOf(value as never);
      const given = known.get(id);
      if (given !== undefined) return given;
      known.set(id, lines.length);
      lines.push({ id, title: titleOf(id) });
      return lines.length - 1;
    },
    lines: () => lines,
  };
}

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
/** 1970-01-01 was a Thursday. */
const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);

/** @param asOf the day ages are counted back from; today without it. */
export function readSide(
  ctx: Ctx,
  side: PivotSide,
  unitTitles: ReadonlyMap<string, string>,
  asOf?: string,
): Side {
  const plain = (value: string | null): string => value ?? NONE;
  const theme = sql<string | null>`CASE WHEN block IS NULL AND fact_id IS NULL THEN NULL
    ELSE coalesce(block, '') || '|' || coalesce(fact_id, '') END`;
  switch (side) {
    case 'district':
    case 'subarea':
      return districtSide(side);
    case 'block':
      return collect('block', sql`block`, plain, (id) =>
        id === NONE ? 'Тема не определена' : (findBlock(id)?.shortTitle ?? id),
      );
    case 'category':
      return collect('theme', theme, categoryOf, (id) =>
        id === NONE ? 'Тема не определена' : categoryTitle(id),
      );
    case 'fact':
      return collect(
        'theme',
        theme,
        (value) => themeFact(value) ?? NONE,
        (id) => (id === NONE ? 'Тема не определена' : (findFact(id)?.title ?? id)),
      );
    case 'channel':
      return collect(
        'channel',
        sql`channel`,
        plain,
        (id) => channelTitles[id as keyof typeof channelTitles] ?? id,
      );
    case 'unit':
      return collect('unit', sql`executor_unit_id::text`, plain, (id) =>
        id === NONE ? 'Исполнитель не назначен' : (unitTitles.get(id) ?? id),
      );
    case 'importance':
      return {
        ...collect('importance', sql`importance`, plain, (id) => importanceTitles[id] ?? id),
        values: [null, ...importances],
      };
    case 'outcome':
      return {
        ...collect('outcome', sql`outcome`, plain, (id) =>
          id === NONE ? 'Результата нет' : (outcomeTitles[id as keyof typeof outcomeTitles] ?? id),
        ),
        values: [null, ...outcomes],
      };
    case 'applicant':
      return {
        ...collect(
          'applicant',
          sql`CASE WHEN is_signed_in THEN 'cabinet' ELSE 'contact' END`,
          plain,
          (id) => applicantTitles[id]!,
        ),
        values: ['contact', 'cabinet'],
      };
    case 'age':
      return ageSide(ctx, asOf);
    default:
      return daySide(ctx, side);
  }
}

function districtSide(side: 'district' | 'subarea'): Side {
  const districts = listDistricts();
  const byId = new Map(districts.map((district) => [district.id, district]));
  const idOf = (value: string | null): string => {
    const district = value === null ? undefined : byId.get(value);
    if (!district) return NONE;
    return side === 'district' ? (district.parentId ?? district.id) : district.id;
  };
  return collect('district', sql`district_id`, idOf, (id) =>
    id === NONE ? 'Без места' : knownIn(byId, id).title,
  );
}

const importanceTitles: Readonly<Record<string, string>> = {
  none: 'Не указана',
  low: 'Низкая',
  normal: 'Обычная',
  high: 'Высокая',
};

const applicantTitles: Readonly<Record<string, string>> = {
  cabinet: 'Из кабинета',
  contact: 'Без входа в кабинет',
};

/** How many days ago a case was registered, by the steps of packs/heatmap/figures; the id is the days of registration. */
function ageSide(ctx: Ctx, asOf: string | undefined): Side {
  const now = cityDay(ctx.config, ctx.now);
  const today = Date.parse(`${asOf !== undefined && asOf < now ? asOf : now}T00:00Z`) / 86_400_000;
  const { ages } = heatPack.on(iso(today));
  const bounds = ages.map((upTo, at) => ({
    from: today - upTo,
    lower: at === 0 ? 0 : numberAt(ages, at - 1) + 1,
    upTo,
  }));
  const oldest = lastOf(ages);
  const idOf = (day: number): string => {
    const step = bounds.find(({ from }) => day >= from);
    return step
      ? `${iso(step.from)}..${iso(today - step.lower)}`
      : `${FIRST_DAY}..${iso(today - oldest - 1)}`;
  };
  const titles = new Map(
    bounds.map(({ from, lower, upTo }) => [
      iso(from),
      lower === 0 ? `до ${upTo} дней` : `${lower}–${upTo} дней`,
    ]),
  );
  return collect(
    'day',
    localDayOf(ctx),
    idOf,
    (id) => titles.get(id.slice(0, 10)) ?? `больше ${oldest} дней`,
  );
}

/** Before any case: the beginning of the last step of age. */
const FIRST_DAY = '2000-01-01';

/** The local day of registration as its number from 1970-01-01. */
function localDayOf(ctx: Ctx): RawBuilder<number> {
  const zone = sql.lit(readCity(ctx.config).zone);
  return sql<number>`(registered_at AT TIME ZONE ${zone})::date - DATE '1970-01-01'`;
}

function daySide(ctx: Ctx, side: 'day' | 'week' | 'month' | 'quarter' | 'year'): Side {
  const idOf = (day: number): string => {
    if (side === 'week') return iso(mondayOf(day));
    if (side === 'year') return iso(day).slice(0, 4);
    if (side === 'quarter') return `${iso(day).slice(0, 4)}-Q${Math.ceil(Number(iso(day).slice(5, 7)) / 3)}`;
    return side === 'day' ? iso(day) : iso(day).slice(0, 7);
  };
  const titleOf = (id: string): string => {
    const [year, quarter] = id.split('-Q');
    return quarter ? `${quarter} кв. ${year}` : id.split('-').toReversed().join('.');
  };
  return collect('day', localDayOf(ctx), idOf, titleOf);
}

/** A fact knows its category; a case with a block alone has none. */
function categoryOf(theme: string | null): string {
  const fact = themeFact(theme);
  return (fact && findFact(fact)?.category) || NONE;
}

export const categoryTitle = (id: string): string =>
  currentTaxonomy().categories.find((category) => category.id === id)?.title ?? id;
