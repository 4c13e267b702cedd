import type { RuleLook } from '../../../shared/contract/monitoring/rules.ts';
import { type RuleFilters, ruleFilters } from './filters.ts';

/** Where a rule looks, as a form says it, made what the matcher reads. */
export const filtersOf = ({ networks, kinds, skipPages, adverts, geography }: RuleLook): RuleFilters =>
  ruleFilters.parse({
    networks,
    kinds,
    skipPages,
    adverts,
    geography: Array.isArray(geography) ? { of: 'districts', districts: geography } : { of: geography },
  });

/** The same back again. */
export const lookOf = ({ networks, kinds, skipPages, adverts, geography }: RuleFilters): RuleLook => ({
  networks,
  kinds,
  skipPages,
  adverts,
  geography: geography.of === 'districts' ? geography.districts : geography.of,
});
