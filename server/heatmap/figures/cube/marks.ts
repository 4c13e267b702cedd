import { outcomes } from '../../../../shared/contract/messages/cases.ts';

/**
 * What a case is besides its place in the dimensions of a table, in sixteen bits: every additive measure is a weight of
 * these marks, so a new one is a line of `measures`, not a new structure.
 */
export interface MarkedFacts {
  importance: string;
  outcome: string | null;
  /** 1–5, null = not rated. */
  rating: number | null;
  isAnswered: boolean;
  /** Answered after its term, or closed without an answer when the term was broken. */
  isLate: boolean;
  isReopened: boolean;
  isReworked: boolean;
  isDeferred: boolean;
  /** The applicant has a cabinet, else they are known by a contact alone or not at all. */
  isSignedIn: boolean;
  /** The term runs. */
  isOpen: boolean;
}

/** All marks there can be. */
export const MARKS = 2 ** 16;

export const importances = ['low', 'normal', 'high'] as const;

const OUTCOME = 2;
const RATING = 6;
const flags = [
  'isAnswered',
  'isLate',
  'isReopened',
  'isReworked',
  'isDeferred',
  'isSignedIn',
  'isOpen',
] as const;
const FLAGS = 9;

const placeIn = (list: readonly string[], value: string | null): number =>
  value === null ? 0 : list.indexOf(value) + 1;

/** What is unknown to the lists is packed as none: a count never loses a case for a word. */
export function packMarks(facts: MarkedFacts): number {
  let marks = placeIn(importances, facts.importance);
  marks |= placeIn(outcomes, facts.outcome) << OUTCOME;
  marks |= (facts.rating ?? 0) << RATING;
  flags.forEach((flag, at) => {
    if (facts[flag]) marks |= 1 << (FLAGS + at);
  });
  return marks;
}

export function unpackMarks(marks: number): MarkedFacts {
  const flag = (name: (typeof flags)[number]): boolean =>
    ((marks >> (FLAGS + flags.indexOf(name))) & 1) === 1;
  return {
    importance: importances[(marks & 3) - 1] ?? 'normal',
    outcome: outcomes[((marks >> OUTCOME) & 15) - 1] ?? null,
    rating: (marks >> RATING) & 7 || null,
    isAnswered: flag('isAnswered'),
    isLate: flag('isLate'),
    isReopened: flag('isReopened'),
    isReworked: flag('isReworked'),
    isDeferred: flag('isDeferred'),
    isSignedIn: flag('isSignedIn'),
    isOpen: flag('isOpen'),
  };
}
