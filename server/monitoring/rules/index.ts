export { type RulePost, ruleFilters } from './filters.ts';
export { createPostJudge } from './judge-post.ts';
export { parseRule } from './language/parse-rule.ts';
export type { RuleNode } from './language/rule-node.ts';
export { createRuleMatcher } from './matching/rule-matcher.ts';
export { rulesModule } from './module.ts';
export { startingRulesOn } from './rule-pack.ts';
