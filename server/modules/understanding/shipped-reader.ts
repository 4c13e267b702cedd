import { readFileSync } from 'node:fs';
import { createEvidence, type SuggestedFact } from '../taxonomy/index.ts';
import { catalogueOf, shippedModel } from './current.ts';
import { shippedTaxonomy } from './evidence.ts';
import { readModel } from './model-file.ts';
import { chooseFacts } from './suggest.ts';
import { createJudge } from './topic-model.ts';

/** The reader of topics as shipped, without a database: for trials and measurements. */
export function loadShippedReader(): (text: string) => SuggestedFact[] {
  const taxonomy = shippedTaxonomy();
  const read = createEvidence(taxonomy);
  const judge = createJudge(readModel(readFileSync(shippedModel)));
  const catalogue = catalogueOf(taxonomy);
  return (text) => {
    const evidence = read(text);
    return chooseFacts(judge(text, evidence), evidence, catalogue);
  };
}
