import type { OpenLine, OpenMeasure, PublicFigures } from '../../shared/contract/heatmap/heatmap-open.ts';
import { openMeasures } from '../../shared/contract/heatmap/heatmap-open.ts';
import { type Fact, findRanges, openSolver, type Range, type Sum } from './solver.ts';

/**
 * An attacker who has kept everything that was ever published: each row of the open set and each reply of the page of results,
 * of every edition and period. All of it is put as equations over what nobody is told (how many people of each kind there were
 * in each block of each district), and every hidden number is asked for its least and its most.
 */

/** A row of the JSON of the open set. */
export type SetRecord = Readonly<Record<string, string | number | null | undefined>>;

export interface Published {
  rows: readonly SetRecord[];
  figures: readonly {
    period: 'month' | 'quarter' | 'year';
    reply: Pick<PublicFigures, 'period' | 'total' | 'blocks' | 'districts' | 'months'>;
  }[];
}

/** A number of a month: of a block, a district, a pair, the city (`all`); `rest` is the whole without its part. */
export interface Secret {
  month: string;
  measure: OpenMeasure | 'rest of answered' | 'rest of due' | 'rest of rated' | 'rest of said';
  block: string;
  district: string;
}

export interface Found extends Range {
  secret: Secret;
  /** What it was asked for: a range so wide. */
  width: number;
}

const columnOf: Readonly<Record<OpenMeasure, string>> = {
  received: 'received',
  answered: 'answered',
  solved: 'solved',
  due: 'due',
  late: 'due_late',
  rated: 'rated',
  ratedWell: 'rated_4_5',
  said: 'said',
  saidSolved: 'said_solved',
};

const partOf: Readonly<Partial<Record<string, OpenMeasure>>> = {
  answered: 'solved',
  due: 'late',
  rated: 'ratedWell',
  said: 'saidSolved',
};

/** The unknowns a number is the sum of. */
const kindsOf = (measure: Secret['measure']): string[] => {
  if (measure.startsWith('rest of ')) return [measure];
  const part = partOf[measure];
  return part ? [part, `rest of ${measure}`] : [measure];
};

/** Numbers that stand in one system of equations. */
const familyOf = (measure: string): string => {
  const whole = measure.replace('rest of ', '');
  return Object.entries(partOf).find(([, part]) => part === whole)?.[0] ?? whole;
};

interface System {
  names: Map<string, number>;
  facts: Fact[];
  asked: { secret: Secret; sum: Sum; width: number }[];
}

interface Sides {
  blocks: Set<string>;
  districts: Set<string>;
}

/** Every hidden number and every one of `more` with what the attacker finds of it, and how many tables were read. */
export async function attack(
  { rows, figures }: Published,
  { width, more, dice }: { width: number; more: readonly (Secret & { width: number })[]; dice: () => number },
): Promise<{ found: Found[]; tables: number }> {
  const sides = readSides(rows);
  const systems = new Map<string, System>();
  const systemOf = (month: string, measure: string): System => {
    const key = `${month} ${familyOf(measure)}`;
    const known = systems.get(key) ?? { names: new Map(), facts: [], asked: [] };
    systems.set(key, known);
    return known;
  };
  const sumOf = (secret: Secret): Sum => expand(systemOf(secret.month, secret.measure), sides, secret);
  const known = new Map<string, number | null>();
  for (const secret of readSet(rows, known)) {
    const system = systemOf(secret.month, secret.measure);
    if (secret.value === null) system.asked.push({ secret, sum: sumOf(secret), width });
    else system.facts.push({ sum: sumOf(secret), low: secret.value, high: secret.value });
  }
  for (const secret of more)
    systemOf(secret.month, secret.measure).asked.push({ secret, sum: sumOf(secret), width: secret.width });
  for (const { period, reply } of figures)
    readFigures(reply, known, period === 'month', (fact) => {
      const system = systemOf(fact.secret.month, fact.secret.measure);
      addAverage(system, sides, fact);
    });
  const highs = await openSolver();
  const found: Found[] = [];
  for (const { names, facts, asked } of systems.values()) {
    if (asked.length === 0) continue;
    const ranges = findRanges(highs, { count: names.size, facts }, asked, dice);
    for (const [at, { secret, width: own }] of asked.entries())
      found.push({ ...ranges[at]!, secret, width: own });
  }
  return { found, tables: systems.size + figures.length * 4 };
}

function readSides(rows: readonly SetRecord[]): Map<string, Sides> {
  const sides = new Map<string, Sides>();
  for (const row of rows) {
    const month = String(row.month);
    const known = sides.get(month) ?? { blocks: new Set(), districts: new Set() };
    sides.set(month, known);
    if (row.block_id !== 'all') known.blocks.add(String(row.block_id));
    if (row.district_id !== 'all') known.districts.add(String(row.district_id));
  }
  return sides;
}

const keyOf = ({ month, measure, block, district }: Secret): string =>
  JSON.stringify([month, measure, block, district]);

/** Numbers of the set; one published twice must be the same, or there are two facts of it. */
function readSet(
  rows: readonly SetRecord[],
  known: Map<string, number | null>,
): (Secret & { value: number | null })[] {
  const read: (Secret & { value: number | null })[] = [];
  for (const row of rows)
    for (const measure of openMeasures) {
      const value = row[columnOf[measure]];
      if (value !== null && typeof value !== 'number') continue;
      const secret = {
        month: String(row.month),
        measure,
        block: String(row.block_id),
        district: String(row.district_id),
      };
      const key = keyOf(secret);
      if (known.has(key) && known.get(key) === value) continue;
      known.set(key, value);
      read.push({ ...secret, value });
    }
  return read;
}

function expand(system: System, sides: ReadonlyMap<string, Sides>, secret: Secret): Sum {
  const { blocks, districts } = sides.get(secret.month)!;
  const sum = new Map<number, number>();
  for (const block of secret.block === 'all' ? blocks : [secret.block])
    for (const district of secret.district === 'all' ? districts : [secret.district])
      for (const kind of kindsOf(secret.measure)) sum.set(nameOf(system, `${block} ${district} ${kind}`), 1);
  return sum;
}

function nameOf({ names }: System, name: string): number {
  const known = names.get(name);
  if (known !== undefined) return known;
  names.set(name, names.size);
  return names.size - 1;
}

interface Average {
  secret: Secret;
  average: number;
  count: number;
}

/**
 * Replies of the page. A count is of the months that the set shows, or of all where it says so: then the attacker has nothing new
 * of it, and what is not so is an error of the page. Averages of a single month are facts of their own.
 */
function readFigures(
  { period, total, blocks, districts, months }: Published['figures'][number]['reply'],
  known: ReadonlyMap<string, number | null>,
  isMonth: boolean,
  learn: (fact: Average) => void,
): void {
  if (!period) return;
  const all = months.map(({ id }) => id);
  const own = all.filter((month) => `${month}-28` >= period.from && `${month}-01` <= period.to);
  const lines: [OpenLine, string[], string, string][] = [
    [total, own, 'all', 'all'],
    ...blocks.map((line): [OpenLine, string[], string, string] => [line, own, line.id, 'all']),
    ...districts.map((line): [OpenLine, string[], string, string] => [line, own, 'all', line.id]),
    ...months.map((line): [OpenLine, string[], string, string] => [line, [line.id], 'all', 'all']),
  ];
  for (const [line, of, block, district] of lines) {
    for (const measure of openMeasures) {
      const values = of.flatMap((month) => {
        const value = known.get(keyOf({ month, measure, block, district }));
        return value === undefined ? [] : [value];
      });
      const shown = values.filter((value) => value !== null);
      const expected =
        shown.length === 0 && values.length > 0 ? 'hidden' : shown.reduce((sum, value) => sum + value, 0);
      const isPart = shown.length > 0 && shown.length < values.length;
      if (line.counts[measure] !== expected || line.atLeast.includes(measure) !== isPart)
        throw new Error(`${line.id}, ${measure}: ${line.counts[measure]}, а по набору ${expected}`);
    }
    const { averageRating, counts } = line;
    if (
      of.length === 1 &&
      typeof averageRating === 'number' &&
      typeof counts.rated === 'number' &&
      (isMonth || of !== own)
    )
      learn({
        secret: { month: of[0]!, measure: 'rated', block, district },
        average: averageRating,
        count: counts.rated,
      });
  }
}

/** A mean of scores to a tenth: good ones are four or five each, the others one to three. */
function addAverage(
  system: System,
  sides: ReadonlyMap<string, Sides>,
  { secret, average, count }: Average,
): void {
  const { blocks, districts } = sides.get(secret.month)!;
  const sum = new Map<number, number>();
  for (const block of secret.block === 'all' ? blocks : [secret.block])
    for (const district of secret.district === 'all' ? districts : [secret.district]) {
      const place = `${block} ${district}`;
      const isKnown = system.names.has(`${place} score`);
      const score = nameOf(system, `${place} score`);
      sum.set(score, 1);
      if (isKnown) continue;
      const [well, ill] = [nameOf(system, `${place} ratedWell`), nameOf(system, `${place} rest of rated`)];
      const bound = (good: number, bad: number) =>
        new Map([
          [score, 1],
          [well, -good],
          [ill, -bad],
        ]);
      system.facts.push({ sum: bound(4, 1), low: 0, high: Number.POSITIVE_INFINITY });
      system.facts.push({ sum: bound(5, 3), low: Number.NEGATIVE_INFINITY, high: 0 });
    }
  system.facts.push({ sum, low: (average - 0.05) * count - 1e-6, high: (average + 0.05) * count + 1e-6 });
}
