import type { PollFigures } from '../../../../shared/contract/participation/poll-figures.ts';
import { bunchUp, type HideRules, total } from './families.ts';

/** Turnout of a secret vote: who took a ballot, by district. What they chose is told by nothing of it. Pure. */

interface District {
  id: string;
  title: string;
  residents: number | null;
}

/** Whoever named no district, or one that is not asked. */
const unnamed = { id: '', title: 'Район не назван', residents: null };

/** Small districts are lost among others, and their shares with them; of few people altogether nothing is told. */
export function tellTurnout(
  districts: readonly District[],
  taken: ReadonlyMap<string, number>,
  rules: HideRules,
): PollFigures['turnout'] {
  if (districts.length === 0) return [];
  const known = districts.map(({ id }) => taken.get(id) ?? 0);
  const rest = total([...taken.values()]) - total(known);
  const lines = rest > 0 ? [...districts, unnamed] : districts;
  const counts = rest > 0 ? [...known, rest] : known;
  const isFew = total(counts) < Math.max(rules.smallest, rules.width);
  const bunch = bunchUp(counts, rules);
  return lines.map(({ id, title, residents }, at) => {
    const count = isFew || bunch.has(at) ? null : (counts[at] ?? 0);
    return {
      id,
      title,
      count,
      residents,
      turnout: count === null || !residents ? null : Number((count / residents).toFixed(5)),
    };
  });
}
