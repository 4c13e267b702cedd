import { z } from 'zod';

/** Tables of an outside system beside ours: what all of them have in common, whatever is compared. */

/** What a person decides of a difference: theirs is taken, or ours is kept. */
export const differenceDecision = z.enum(['take', 'keep']);
export type DifferenceDecision = z.infer<typeof differenceDecision>;

/** A row that is not read, by its place in the file. */
export const badTableRow = z.object({ row: z.number(), reason: z.string() });
export type BadTableRow = z.infer<typeof badTableRow>;

export const tableTotals = {
  badRows: z.array(badTableRow),
  badCount: z.number(),
  /** Of what others lead: counted, not shown. */
  foreign: z.number(),
  /** How many differ in each way, and how many of them wait for a decision. */
  kinds: z.record(z.string(), z.object({ all: z.number(), undecided: z.number() })),
};

export const tableHead = {
  id: z.string(),
  filename: z.string(),
  headers: z.array(z.string()),
  /** Field → column; remembered or guessed, until a person has agreed to it. */
  mapping: z.record(z.string(), z.string()),
  rowCount: z.number(),
  createdAt: z.string(),
  createdByName: z.string(),
};
const table = z.object(tableHead);
export type OutsideTable = z.infer<typeof table>;

/** Which column of a file is which field. */
export const tableMapping = z.object({ mapping: z.record(z.string().max(40), z.string().max(300)) });

/** Both sides of a difference and what was decided. */
export const differenceSides = {
  title: z.string().nullable(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
  decision: differenceDecision.nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  can: z.array(differenceDecision),
  /** Why theirs cannot be taken by a press. */
  whyNot: z.string().nullable(),
};
const sides = z.object(differenceSides);
export type DifferenceSides = z.infer<typeof sides>;
