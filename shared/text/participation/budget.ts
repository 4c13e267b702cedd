import type { ShortRule } from '../../contract/participation/questionnaire.ts';

/**
 * Who gets the money of a budget question: greatest number of voices first, until it ends. Told in docs/votes.md; the verifiers of a
 * secret vote count it by their own code. Pure.
 */

export interface Project {
  id: string;
  cost: number;
  /** 1 has most voices, those with as many have the same; null = nobody chose it, and it gets nothing. */
  place: number | null;
}

export interface Allotment {
  /** In the order they were given it. */
  funded: string[];
  left: number;
  /** As many voices, and not enough for all of them: a person says who comes first. Empty = all is said. */
  tied: string[];
  /** After the tie: nothing is known of them before it is settled. */
  waiting: string[];
}

/** Places of projects by their voices. */
export function placesOf(voices: ReadonlyMap<string, number>): Map<string, number | null> {
  const distinct = [...new Set(voices.values())].toSorted((one, other) => other - one);
  return new Map([...voices].map(([id, count]) => [id, count === 0 ? null : distinct.indexOf(count) + 1]));
}

const sumOf = (projects: readonly Project[]): number => projects.reduce((sum, { cost }) => sum + cost, 0);

/** Whether it does not matter who of these comes first. */
function isSure(group: readonly Project[], left: number, whenShort: ShortRule): boolean {
  const fitting = group.filter(({ cost }) => cost <= left);
  if (fitting.length === 0 || group.length === 1) return true;
  if (sumOf(fitting) > left) return false;
  // One that does not fit ends everything: before the others or after them is not the same.
  return whenShort === 'next' || fitting.length === group.length;
}

/** @param settled ties a person settled, each with all of its projects, first what comes first */
export function allot(
  { total, whenShort }: { total: number; whenShort: ShortRule },
  projects: readonly Project[],
  settled: readonly (readonly string[])[],
): Allotment {
  const funded: string[] = [];
  let left = total;
  const chosen = projects.flatMap((one) => (one.place === null ? [] : [{ ...one, place: one.place }]));
  const places = [...new Set(chosen.map(({ place }) => place))].toSorted((one, other) => one - other);
  for (const now of places) {
    const group = chosen.filter(({ place }) => place === now);
    // Whoever fits by no order is no part of a tie where it is passed over.
    const rivals = whenShort === 'next' ? group.filter(({ cost }) => cost <= left) : group;
    let order: readonly Project[] = rivals;
    if (!isSure(rivals, left, whenShort)) {
      const said = settled.find((ids) => isSameSet(ids, rivals));
      if (!said)
        return {
          funded,
          left,
          tied: rivals.map(({ id }) => id),
          waiting: chosen.filter(({ place }) => place > now).map(({ id }) => id),
        };
      order = rivals.toSorted((one, other) => said.indexOf(one.id) - said.indexOf(other.id));
    }
    for (const { id, cost } of order) {
      if (cost <= left) {
        funded.push(id);
        left -= cost;
      } else if (whenShort === 'stop') return { funded, left, tied: [], waiting: [] };
    }
  }
  return { funded, left, tied: [], waiting: [] };
}

/** Whether these are all of the tied, each once. */
export const isSameSet = (ids: readonly string[], projects: readonly { id: string }[]): boolean =>
  ids.length === projects.length &&
  new Set(ids).size === ids.length &&
  projects.every(({ id }) => ids.includes(id));
