import type { PlaceKind, ZonePlace } from '../../../shared/contract/heatmap/zones.ts';
import { DAY } from '../../../shared/time.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type Atom, busyHexagons, countAtoms, type Split, type WeekCounts } from './atoms.ts';
import type { ZoneRule } from './pack.ts';
import { placesOfCase } from './places.ts';
import type { CellFacts } from './score.ts';

/** A block or a topic in a place. */
export interface Cell {
  place: ZonePlace;
  block: string;
  factId: string | null;
}

/** What was counted at a moment: the atoms, of how many weeks there are cases, whether networks were read by then. */
export interface Counted {
  atoms: readonly Atom[];
  weeks: number;
  hasNetworks: boolean;
}

/** Counts the city as of a moment; hexagons are those that are busy and those named beside. */
export async function countCity(
  ctx: Ctx,
  rule: ZoneRule,
  at: Date,
  { by = 'block', hexagons }: { by?: Split; hexagons: 'none' | readonly string[] },
): Promise<Counted> {
  const counted =
    hexagons === 'none' ? [] : [...new Set([...hexagons, ...(await busyHexagons(ctx, rule, at))])];
  const atoms = await countAtoms(ctx, rule, at, { by, hexagons: counted });
  return { atoms, weeks: await countKnownWeeks(ctx, rule, at), hasNetworks: await hadNetworks(ctx, at) };
}

/** Windows there are cases of: nothing is known before the first case. Plan: case_file_registered from its beginning. */
async function countKnownWeeks(ctx: Ctx, { windowDays, historyWeeks }: ZoneRule, at: Date): Promise<number> {
  const first = await ctx.db
    .selectFrom('cases.v_case')
    .select('registered_at')
    .orderBy('registered_at')
    .limit(1)
    .executeTakeFirst();
  if (!first?.registered_at) return 1;
  const known = Math.floor((at.getTime() - first.registered_at.getTime()) / (windowDays * DAY));
  return Math.max(1, Math.min(known, historyWeeks + 1));
}

/** Whether anything was known of networks by a moment: before the first incident their resonance is no nothing. Plan: incident_opened. */
async function hadNetworks({ db }: Pick<Ctx, 'db'>, at: Date): Promise<boolean> {
  const first = await db
    .selectFrom('incidents.v_incident')
    .select('opened_at')
    .where('opened_at', '<=', at)
    .limit(1)
    .executeTakeFirst();
  return first !== undefined;
}

/** The cells of a kind of place that have cases, each with the atoms it is made of. */
export function cellsOfKind({ atoms }: Counted, kind: PlaceKind): (Cell & { atoms: Atom[] })[] {
  const cells = new Map<string, Cell & { atoms: Atom[] }>();
  for (const atom of atoms) {
    const place = placesOfCase(atom).find((one) => one.kind === kind);
    if (!place) continue;
    const key = `${place.key} ${atom.block} ${atom.fact}`;
    const cell = cells.get(key) ?? { place, block: atom.block, factId: atom.fact || null, atoms: [] };
    cell.atoms.push(atom);
    cells.set(key, cell);
  }
  return [...cells.values()].filter((cell) => cell.atoms.some(({ weeks }) => weeks.length > 0));
}

/** How much resonance is much in a kind of place; null where it is not told. */
export const muchOf = ({ hasNetworks }: Counted, kind: PlaceKind, { resonance }: ZoneRule): number | null =>
  hasNetworks && resonance ? resonance.much[kind] : null;

/** What is known of cases together; `much` resonance is a full term, null where the rule or the city knows none. */
export function sumAtoms(atoms: readonly Atom[], weeks: number, much: number | null = null): CellFacts {
  const rows = atoms.flatMap((atom) => atom.weeks);
  const sum = (of: (row: WeekCounts) => number) => rows.reduce((all, row) => all + of(row), 0);
  const counts = new Array<number>(weeks).fill(0);
  for (const { week, count } of rows) if (week < weeks) counts[week] = counts[week]! + count;
  const spots = new Map<string, number>();
  for (const atom of atoms)
    for (const [address, count] of atom.spots) spots.set(address, (spots.get(address) ?? 0) + count);
  return {
    weeks: counts,
    open: sum((row) => row.open),
    overdue: sum((row) => row.overdue),
    recent: sum((row) => row.recent),
    repeated: sum((row) => row.repeated),
    reach: much === null ? null : atoms.reduce((all, { resonance }) => all + resonance, 0) / much,
    ratings: atoms.reduce((all, { ratings }) => all + ratings, 0),
    lowRatings: atoms.reduce((all, { lowRatings }) => all + lowRatings, 0),
    important: sum((row) => row.important),
    onObject: Math.max(0, ...spots.values()),
    danger: sum((row) => row.danger),
    beyond: sum((row) => row.beyond),
  };
}
