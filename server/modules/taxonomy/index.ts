export {
  currentTaxonomy,
  findBlock,
  findFact,
  generalFact,
  requireFact,
  type SuggestedFact,
  suggestTopic,
} from './current.ts';
export { registerRuleCheck, registerTopicUse } from './edit.ts';
export { taxonomyModule } from './module.ts';
export type { PackFact, Taxonomy } from './pack.ts';
export { stem } from './stem.ts';
