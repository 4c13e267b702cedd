export {
  type PageKind,
  type PostPlaces,
  pageKind,
  type RuleFilters,
  type RulePost,
  ruleFilters,
} from './filters.ts';
export { createPostJudge, type JudgingRule, type RuleHit } from './judge-post.ts';
export { describeRule } from './language/describe-rule.ts';
export { LONGEST_RULE, parseRule } from './language/parse-rule.ts';
export { RuleMistake, type RuleNode } from './language/rule-node.ts';
export { type RuleLimit, refuseForbidden } from './limits.ts';
export { rulesModule } from './module.ts';
export { readPostPlaces } from './post-places.ts';
export { type StartingRule, type StartingRules, startingRulesOn } from './rule-pack.ts';
