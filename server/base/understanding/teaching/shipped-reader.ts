import { readFileSync } from 'node:fs';
import type { SuggestedFact } from '../../taxonomy/index.ts';
import { shippedTaxonomy } from '../topics/evidence.ts';
import { readModel } from '../topics/model-file.ts';
import { thresholdFor } from '../topics/thresholds.ts';
import { createPipeline } from './pipeline.ts';
import { type ShippedFigures, shippedFigures, shippedModel } from './versions.ts';

/** The reader of topics as shipped, without a database: for trials, measurements and the command line. */
export function loadShippedReader(): (text: string) => SuggestedFact[] {
  const taxonomy = shippedTaxonomy();
  const { suggest } = createPipeline(readModel(readFileSync(shippedModel)), taxonomy);
  const { thresholds } = JSON.parse(readFileSync(shippedFigures, 'utf8')) as ShippedFigures;
  const categories = new Map(taxonomy.facts.map(({ id, category }) => [id, category]));
  const none = new Map<string, number>();
  return (text) =>
    suggest(text).map((fact) => {
      const scope = { id: fact.factId, block: fact.block, category: categories.get(fact.factId) ?? '' };
      return { ...fact, isSure: fact.confidence >= thresholdFor(thresholds, none, scope) };
    });
}
