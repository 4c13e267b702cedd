import { useMemo } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard, RankedFact } from '../../../../shared/contract/messages/cases-card.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { useTerms } from '../case/term-rules.ts';
import { changeOfTerm, missedDanger, type Term, type TermChange, type TopicOption } from './block-topic.ts';
import { type FactBook, optionsOf, type Proposal, propose } from './choice.ts';
import { offerFacts, type TriageChoice } from './fact-offer.ts';

/** What Enter would do with one message, and the facts a key away. */
export interface FactDesk {
  proposal: Proposal;
  /** In the order of their keys. */
  facts: readonly RankedFact[];
  /** The term of the proposed topic; null while unknown and where the law sets it, whatever the topic. */
  term: Term | null;
  /** What the choice makes of the term of what was proposed before it. */
  change: TermChange | null;
  /** A likely danger whose shorter term the choice leaves out. */
  missed: TopicOption | null;
}

const none: readonly RankedFact[] = [];

/** Reads the choice of a topic with its terms; undefined without a message. */
export function useFactDesk(
  row: CaseRow | undefined,
  card: CaseCard | undefined,
  topics: Topics | undefined,
  choice: TriageChoice,
): FactDesk | undefined {
  const termOf = useTerms();
  return useMemo(() => {
    if (!row) return undefined;
    const isByLaw = card?.regime === 'appeal_59fz';
    const termOfFact = (factId: string | null): Term | null =>
      isByLaw ? null : termOf(topics?.fact(factId)?.deadlineRule);
    const book: FactBook = {
      isDanger: (factId) => topics?.fact(factId)?.stopper != null,
      hours: (factId) => termOfFact(factId)?.hours ?? null,
    };
    const ranked = card?.rankedFacts ?? none;
    const proposal = propose(row, choice, ranked, book);
    const facts = offerFacts(row, choice, ranked);
    const before = termOfFact(propose(row, {}).factId);
    const term = termOfFact(proposal.factId);
    const chosen = { factId: proposal.factId ?? '', hours: term?.hours ?? null };
    return {
      proposal,
      facts,
      term,
      change: choice.block === undefined ? null : changeOfTerm(before, term),
      missed: term && choice.block !== undefined ? missedDanger(chosen, optionsOf(facts, book)) : null,
    };
  }, [row, card, topics, choice, termOf]);
}

/** «срок 30 календарных дней вместо 4 часов дежурства», or nothing. */
export const describeChange = (change: TermChange | null): string =>
  change ? `срок ${change.to} вместо прежнего: ${change.from}` : '';
