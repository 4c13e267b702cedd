import { type Claim, claimsOf, clashOfDays, type DayClash, type Said } from '../../../base/promises/index.ts';

/** An earlier official word of the same matter, and where it opens. */
export interface Earlier extends Said {
  title: string;
  link: string;
}

/** A text that is about to be said. */
export interface AboutToSay {
  at: Date;
  /** Local day, `YYYY-MM-DD`. */
  on: string;
  claims: readonly Claim[];
}

export interface Dissent {
  earlier: Earlier;
  clash: DayClash;
}

/**
 * Where a text names another day than the latest official word of its matter that still holds; null where it agrees, names none, or says
 * itself that the term was moved. `earlier` the latest first: what was said before that word was put right by it.
 */
export function findDissent(text: AboutToSay, earlier: readonly Earlier[]): Dissent | null {
  const holding = earlier.find(({ claims }) => claimsOf(claims, 'day').some(({ day }) => day >= text.on));
  if (!holding) return null;
  const clash = clashOfDays(holding, { ...text, by: '' });
  return clash && { earlier: holding, clash };
}
