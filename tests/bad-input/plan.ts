import type { Route } from '../../shared/contract/route.ts';
import { listLeaves, type Plan, spoilNames } from './mutate.ts';
import { type Naughty, naughty } from './naughty.ts';
import { kindOf, type Leaf, type Sample } from './sample.ts';

const parts = ['params', 'query', 'body'] as const;

/** The next `count` of a list for whoever shares the turn, from its beginning again after its end. */
function takeTurn<T>(turns: Map<string, number>, key: string, list: readonly T[], count: number): T[] {
  const from = turns.get(key) ?? 0;
  const taken = Math.min(Math.ceil(count), list.length);
  turns.set(key, from + taken);
  return Array.from({ length: taken }, (_, at) => list[(from + at) % list.length]!);
}

const fitting = (leaf: Leaf): Naughty[] =>
  naughty.filter(({ json, url }) => (leaf.part === 'body' ? json : url) !== undefined);

/**
 * Chooses the requests so that each kind of field meets each bad value in one route or another, and each way to spoil a
 * body is tried on many: what is read by one schema is refused by it alike wherever it stands. Every field has its share
 * of values, that of a public one larger; of a kind that has few fields each takes more. With a share of 1, everything.
 */
export function planTrials(
  samples: ReadonlyMap<Route, Sample>,
  shareOf: (route: Route) => number,
): Map<Route, Plan> {
  const listed = [...samples].map(([route, sample]) => {
    const leaves = parts.flatMap((part) => listLeaves(part, sample[part]));
    return { route, leaves: leaves.map((leaf) => ({ leaf, kind: kindOf(route, leaf) })) };
  });
  const counts = Map.groupBy(
    listed.flatMap(({ leaves }) => leaves),
    ({ kind }) => kind,
  );
  const turns = new Map<string, number>();
  const plans = listed.map(({ route, leaves }): [Route, Plan] => {
    const share = shareOf(route);
    const fields = leaves.map(({ leaf, kind }) => {
      const values = fitting(leaf);
      const count = Math.max(values.length * share, values.length / counts.get(kind)!.length);
      return { leaf, values: takeTurn(turns, kind, values, count) };
    });
    return [route, { fields, spoils: takeTurn(turns, 'body', spoilNames, spoilNames.length * share * 10) }];
  });
  return new Map(plans);
}

/** Kinds of fields with the values no plan brings to them. */
export function findUnmet(plans: ReadonlyMap<Route, Plan>): string[] {
  const met = new Map<string, Set<string>>();
  const wanted = new Map<string, Naughty[]>();
  for (const [route, { fields }] of plans)
    for (const { leaf, values } of fields) {
      const kind = kindOf(route, leaf);
      wanted.set(kind, fitting(leaf));
      met.set(kind, new Set([...(met.get(kind) ?? []), ...values.map(({ name }) => name)]));
    }
  return [...wanted].flatMap(([kind, values]) =>
    values.filter(({ name }) => !met.get(kind)!.has(name)).map(({ name }) => `${kind}: ${name}`),
  );
}
