import { findFact } from '../../../base/taxonomy/index.ts';
import { APPEAL_RULE, GENERAL_ANSWER_RULE, STATUTORY_APPEAL } from './draft.ts';

/** Rule of the answer term of a case: a statutory appeal has its own whatever its topic. */
export const answerRule = ({ regime, fact_id }: { regime: string; fact_id: string | null }): string =>
  regime === STATUTORY_APPEAL ? APPEAL_RULE : (findFact(fact_id ?? '')?.deadlineRule ?? GENERAL_ANSWER_RULE);
