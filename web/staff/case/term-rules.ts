import { listDeadlineRules } from '../../../shared/contract/deadlines.ts';
import { formatTerm } from '../../../shared/text/deadlines.ts';
import { useRoute } from '../../lib/query.ts';

type Unit = Parameters<typeof formatTerm>[0];

/** Length of a rule's term in words, «6 рабочих дней», by the version in force; '' while unknown. */
export function useRuleTerms(): (ruleId: string | null | undefined) => string {
  const { data } = useRoute(listDeadlineRules, undefined, { staleTime: Number.POSITIVE_INFINITY });
  return (ruleId) => {
    const rule = data?.rules.findLast((one) => one.id === ruleId && one.validTo === null);
    return rule ? formatTerm(rule.unit as Unit, rule.amount) : '';
  };
}
