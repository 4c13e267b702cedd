import { useMemo } from 'react';
import { listDeadlineRules } from '../../../../shared/contract/base/deadlines.ts';
import { formatTerm } from '../../../../shared/text/deadlines.ts';
import { useRoute } from '../../../lib/query.ts';
import { type Term, termHours } from '../inbox/block-topic.ts';

type Unit = Parameters<typeof formatTerm>[0];

/** A rule's term by the version in force, in words and by its length; null while unknown. */
export function useTerms(): (ruleId: string | null | undefined) => Term | null {
  const { data } = useRoute(listDeadlineRules, undefined, { staleTime: Number.POSITIVE_INFINITY });
  return useMemo(
    () => (ruleId) => {
      const rule = data?.rules.findLast((one) => one.id === ruleId && one.validTo === null);
      if (!rule) return null;
      return {
        words: formatTerm(rule.unit as Unit, rule.amount),
        hours: termHours(rule.unit, rule.amount),
      };
    },
    [data],
  );
}
