import type { Declared, Regime, RegimeDecision } from '../../../../shared/contract/base/regimes.ts';
import type { Channel } from '../../../../shared/contract/messages/cases.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { type ContactFacts, decideRegime, reasonLine } from '../../../base/regimes/index.ts';
import { APPEAL_RULE, GENERAL_ANSWER_RULE, STATUTORY_APPEAL } from './draft.ts';

export type RegimeInput = Omit<ContactFacts, 'receivedOn'> & { receivedAt: Date };

/** The legal order of a contact and the rule of its term: in memory, so that registration asks nothing more. */
export function placeUnderLaw({ receivedAt, ...facts }: RegimeInput, factRule?: string | null) {
  const decision = decideRegime({ ...facts, receivedOn: localDate(receivedAt) });
  return {
    regime: decision.regime,
    regimeReason: reasonLine(decision),
    signs: [...(facts.signs ?? [])],
    declares: facts.declares ?? null,
    rule: termRule(decision, factRule),
    decision,
  };
}

/**
 * Rule of the term a case runs by. A statutory appeal knows no topics (59-ФЗ ст. 12); one that gets no answer runs by what
 * must be done with it instead: returned, forwarded, told.
 */
export function termRule(
  decision: Pick<RegimeDecision, 'regime' | 'answerRule' | 'clocks'>,
  factRule?: string | null,
): string {
  if (decision.regime !== STATUTORY_APPEAL) return factRule ?? GENERAL_ANSWER_RULE;
  const instead = decision.clocks.find(({ code }) => code !== 'fz59-registration');
  return decision.answerRule ?? instead?.code ?? APPEAL_RULE;
}

export interface StoredContact {
  kind: string;
  identity: string;
  received_at: Date;
  signs: string[];
  declares: string | null;
}

/** What follows from the regime a stored contact stands under, by the law of its day. */
export const decisionOf = (contact: StoredContact, regime?: string): RegimeDecision =>
  decideRegime(
    {
      channel: contact.kind as Channel,
      identity: contact.identity,
      receivedOn: localDate(contact.received_at),
      signs: contact.signs,
      declares: (contact.declares ?? 'none') as Declared,
    },
    regime as Regime | undefined,
  );
