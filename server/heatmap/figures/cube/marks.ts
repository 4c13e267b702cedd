import type { AdditiveMeasure } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
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

export type MeasureId = AdditiveMeasure;

/** An additive measure: what a case adds to every cell it lies in. */
export interface Measure {
  id: MeasureId;
  title: string;
  /** Of the cases whose term runs alone, which are few: counted over them, and by the moment where `isOverdue`. */
  ofOpen?: { isOverdue: boolean };
  /** What a case of these marks adds; a whole number, not negative. */
  weigh: (facts: MarkedFacts) => number;
}

const isRated = ({ rating }: MarkedFacts): boolean => rating !== null;

/**
 * Numerators and denominators of the indicators of product model §2.4 that add up over cases; a share is one measure over
 * another. Medians and times do not add up and are no part of this table.
 */
export const measures = [
  { id: 'received', title: 'поступило', weigh: () => 1 },
  { id: 'open', title: 'все открытые', ofOpen: { isOverdue: false }, weigh: () => 1 },
  { id: 'overdue', title: 'просрочено', ofOpen: { isOverdue: true }, weigh: () => 1 },
  { id: 'solved', title: 'решено', weigh: ({ outcome }) => Number(outcome === 'solved') },
  { id: 'answered', title: 'дан ответ', weigh: ({ isAnswered }) => Number(isAnswered) },
  { id: 'late', title: 'ответ позже срока', weigh: ({ isLate, isAnswered }) => Number(isLate && isAnswered) },
  { id: 'broken', title: 'срок нарушен', weigh: ({ isLate }) => Number(isLate) },
  { id: 'rated', title: 'оценено', weigh: (facts) => Number(isRated(facts)) },
  { id: 'rated-well', title: 'оценки 4–5', weigh: ({ rating }) => Number((rating ?? 0) >= 4) },
  { id: 'rating-sum', title: 'сумма оценок', weigh: ({ rating }) => rating ?? 0 },
  { id: 'reopened', title: 'возвращено жителем', weigh: ({ isReopened }) => Number(isReopened) },
  { id: 'reworked', title: 'возвращено на доработку', weigh: ({ isReworked }) => Number(isReworked) },
  { id: 'deferred', title: 'отложено', weigh: ({ isDeferred }) => Number(isDeferred) },
] as const satisfies readonly Measure[];

const weights = new Map<string, Uint8Array>();

/** The measure of every marks there can be. */
export function weightsOf(id: MeasureId): Uint8Array {
  const known = weights.get(id);
  if (known) return known;
  const { weigh }: Measure = measures.find((measure) => measure.id === id)!;
  const table = Uint8Array.from({ length: MARKS }, (_, marks) => weigh(unpackMarks(marks)));
  weights.set(id, table);
  return table;
}

export const measureOf = (id: MeasureId): Measure => measures.find((measure) => measure.id === id)!;
