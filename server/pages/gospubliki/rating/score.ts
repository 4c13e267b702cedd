import type { RatingTerm, RatingTermId } from '../../../../shared/contract/pages/gospubliki-rating.ts';

/** What is known of a page in a month. */
export interface MonthFacts {
  /** Weeks that ended in the month: with the norm met, those of which it is known, all of them. */
  metWeeks: number;
  knownWeeks: number;
  weeks: number;
  /** Checks that are there on the last day, and all of them. */
  checksThere: number;
  checks: number;
  /** Mean reach of a post and followers as they were entered within the month. */
  reach: number | null;
  followers: number | null;
}

export interface Formula {
  terms: readonly { id: RatingTermId; weight: number }[];
  /** Mean reach ÷ followers that is worth the whole term. */
  fullReach: number;
}

type Counted = Pick<RatingTerm, 'value' | 'part' | 'whole'>;

/** A share of what there is; of nothing nothing is known. */
const shareOf = (part: number, whole: number): Counted => ({
  part,
  whole,
  value: whole === 0 ? null : part / whole,
});

const counters: Readonly<Record<RatingTermId, (facts: MonthFacts, fullReach: number) => Counted>> = {
  norm: ({ metWeeks, knownWeeks }) => shareOf(metWeeks, knownWeeks),
  checks: ({ checksThere, checks }) => shareOf(checksThere, checks),
  known: ({ knownWeeks, weeks }) => shareOf(knownWeeks, weeks),
  reach: ({ reach, followers }, fullReach) => ({
    part: reach,
    whole: followers,
    value: reach === null || !followers ? null : Math.min(1, reach / followers / fullReach),
  }),
};

/** The mark of a page: the weighted mean of what is known, 0…100 to a tenth; terms that are not known leave their weight to the others. */
export function scorePage(
  facts: MonthFacts,
  { terms, fullReach }: Formula,
): { score: number | null; terms: RatingTerm[] } {
  const counted = terms.map(({ id, weight }) => ({ id, weight, ...counters[id](facts, fullReach) }));
  const known = counted.flatMap(({ value, weight }) => (value === null ? [] : [{ value, weight }]));
  const weight = known.reduce((sum, one) => sum + one.weight, 0);
  const points = known.reduce((sum, one) => sum + one.weight * one.value, 0);
  return { score: weight === 0 ? null : Math.round((points / weight) * 1000) / 10, terms: counted };
}
