import type { Promised } from '../../../../shared/contract/messages/cases-reading.ts';
import { firstOf, lastOf } from '../../../../shared/lists.ts';
import { type StartedTerm, startTerm, workingDaysBetween } from '../../../base/deadlines/index.ts';
import type { PackFact } from '../../../base/taxonomy/index.ts';
import { GENERAL_ANSWER_RULE } from '../core/draft.ts';
import { likelyFacts, type WordsRead } from './read-words.ts';

/** A term and the earliest end it may turn out to have; null = the date is firm. */
export interface PromisedTerm {
  term: StartedTerm;
  dueFrom: Date | null;
}

/**
 * What may be promised for words: the date of the topic that is chosen or sure, else the range of the likely ones. A case
 * runs by the latest of them, so that no operator's choice among them breaks the word given.
 */
export function promiseTerm(read: WordsRead, chosen: PackFact | null, at: Date): PromisedTerm {
  const topic = chosen ?? read.sure;
  const rules = topic ? [topic.deadlineRule] : likelyFacts(read).map(({ deadlineRule }) => deadlineRule);
  const terms = [...new Set(rules.length > 0 ? rules : [GENERAL_ANSWER_RULE])]
    .map((rule) => startTerm(rule, at))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  const [first, last] = [firstOf(terms), lastOf(terms)];
  return { term: last, dueFrom: first.dueAt < last.dueAt ? first.dueAt : null };
}

/** A term as it is told to a resident. */
export const presentPromise = (from: Date | null, to: Date, at: Date): Promised => ({
  from: from?.toISOString() ?? null,
  to: to.toISOString(),
  days: { from: from && workingDaysBetween(at, from), to: workingDaysBetween(at, to) },
});
