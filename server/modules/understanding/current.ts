import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createEvidence, currentTaxonomy, type SuggestedFact, type Taxonomy } from '../taxonomy/index.ts';
import { readModel } from './model-file.ts';
import { type Catalogue, chooseFacts } from './suggest.ts';
import { createJudge } from './topic-model.ts';

/** Path of the model shipped with the program. */
export const shippedModel = resolve(import.meta.dirname, '../../../packs/models/topics.model');

type Reader = (text: string) => SuggestedFact[];

let judge: ReturnType<typeof createJudge> | undefined;
/** A reader for each version of the taxonomy that has been in force since the start. */
const readers = new WeakMap<Taxonomy, Reader>();

/** Loads the model of topics; the manifest's `start`. */
export function startUnderstanding(): void {
  judge ??= createJudge(readModel(readFileSync(shippedModel)));
}

/** What the choice of facts must know of a taxonomy. */
export function catalogueOf(taxonomy: Taxonomy): Catalogue {
  const facts = new Map(taxonomy.facts.map((fact) => [fact.id, fact]));
  return {
    generalFact: (block) => facts.get(`${block}.general.other`)?.id,
    isDangerous: (factId) => facts.get(factId)?.stopper != null,
  };
}

function createReader(taxonomy: Taxonomy): Reader {
  const readEvidence = createEvidence(taxonomy);
  const catalogue = catalogueOf(taxonomy);
  return (text) => {
    if (!judge) throw new Error('Модель тем ещё не загружена');
    const evidence = readEvidence(text);
    return chooseFacts(judge(text, evidence), evidence, catalogue);
  };
}

/** Facts a text may be about, best first, three at most; empty when nothing speaks for any. */
export function suggestTopic(text: string): SuggestedFact[] {
  const taxonomy = currentTaxonomy();
  const reader = readers.get(taxonomy) ?? createReader(taxonomy);
  readers.set(taxonomy, reader);
  return reader(text);
}
