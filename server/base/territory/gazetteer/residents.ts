import { z } from 'zod';

/** How many people live where, dated and with a source: of a city pack or of an administrator's layer. Pure. */

export interface ResidentFigure {
  /** A district or its part; `CITY` = the whole city. */
  place: string;
  /** Local day it holds from; what the layer does not date holds always. */
  from: string;
  count: number;
  source: string;
}

export interface Residents {
  count: number;
  source: string;
}

/** The whole city among places: no district may be called so. */
export const CITY = '';

const people = z.number().int().positive();
export const populationSchema = z.object({
  note: z.string().min(1),
  versions: z
    .array(
      z.object({
        from: z.iso.date(),
        source: z.string().min(1),
        city: people.optional(),
        places: z.record(z.string(), people),
      }),
    )
    .min(1),
});

export const readPopulation = ({ versions }: z.infer<typeof populationSchema>): ResidentFigure[] =>
  versions.flatMap(({ from, source, city, places }) =>
    [...(city === undefined ? [] : [[CITY, city] as const]), ...Object.entries(places)].map(
      ([place, count]) => ({ place, from, source, count }),
    ),
  );

const ALWAYS = '0000-00-00';
const names = {
  count: ['population', 'POPULATION', 'Население'],
  source: 'population_source',
  date: 'population_date',
};

/** What a feature of a layer says of its residents; what cannot be read is warned of and not known. */
export function readResidents(properties: Record<string, unknown> | null): {
  residents: ResidentFigure[];
  warning: string | null;
} {
  const said = names.count
    .map((name) => properties?.[name])
    .find((value) => value !== undefined && value !== null);
  if (said === undefined) return { residents: [], warning: null };
  // «41 200» of a spreadsheet.
  const count = Number(typeof said === 'string' ? said.replaceAll(/\s/gu, '') : said);
  if (!Number.isSafeInteger(count) || count <= 0)
    return { residents: [], warning: `численность «${String(said).slice(0, 40)}» не читается` };
  const date = z.iso.date().safeParse(properties?.[names.date]);
  const source = properties?.[names.source];
  const figure = {
    place: CITY,
    from: date.success ? date.data : ALWAYS,
    count,
    source: typeof source === 'string' && source.trim() ? source.trim().slice(0, 200) : 'слой районов',
  };
  return { residents: [figure], warning: null };
}

/** The last figure of a district as a layer says it: a layer that was mended and put back knows it still. */
export function writeResidents(figures: readonly ResidentFigure[], place: string): Record<string, unknown> {
  const last = figures
    .filter((figure) => figure.place === place)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
  if (!last) return {};
  const { count, source, from } = last;
  const dated = from === ALWAYS ? {} : { [names.date]: from };
  return { population: count, [names.source]: source, ...dated };
}

/** The figure in force on a day: the last that had begun, before the first one the first; null where there is none. */
export function countResidents(
  figures: readonly ResidentFigure[],
  day: string,
  place: string,
): Residents | null {
  const own = figures
    .filter((figure) => figure.place === place)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const held = own.findLast(({ from }) => from <= day) ?? own[0];
  return held ? { count: held.count, source: held.source } : null;
}
