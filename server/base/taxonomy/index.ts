export {
  currentTaxonomy,
  findBlock,
  findFact,
  generalFact,
  personalFacts,
  requireFact,
  type SuggestedFact,
} from './current.ts';
export { ruleCheck, topicUse } from './edit.ts';
export { taxonomyModule } from './module.ts';
export { loadTaxonomy, type PackFact, type Taxonomy } from './pack.ts';
export { stem } from './stem.ts';
export { createEvidence, type Evidence } from './suggest.ts';
