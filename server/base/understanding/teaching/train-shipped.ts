import { firstOf, itemAt } from '../../../../shared/lists.ts';
import { createEvidence, type Taxonomy } from '../../taxonomy/index.ts';
import { columnsOf } from '../topics/evidence.ts';
import { learnFactCalibration } from '../topics/fact-calibration.ts';
import { learnCentroids } from '../topics/fact-centroids.ts';
import { createGates, readGates } from '../topics/fact-gates.ts';
import { type FactBias, learnFactBias } from '../topics/fact-weights.ts';
import { type Heard, rankFacts } from '../topics/suggest.ts';
import { readRow } from '../topics/text-row.ts';
import { type LabelledText, type TopicModel, trainTopicModel } from '../topics/topic-model.ts';
import { catalogueOf, createMeantReader } from './pipeline.ts';

/** Of each text so many facts teach how honest a chance is. */
const TAUGHT_BY = 3;

/**
 * Trains the model of topics on labelled texts, with leanings of facts and chances of facts made honest on what models that
 * had not seen a text say of it. A fact no label covers is never seen to be right: nothing is learned of it, and the
 * program stays unsure of it until cases of the place teach it.
 */
export function trainShippedModel(texts: readonly LabelledText[], taxonomy: Taxonomy): TopicModel {
  const read = createEvidence(taxonomy);
  const columns = columnsOf(taxonomy);
  const catalogue = catalogueOf(taxonomy);
  const readMeant = createMeantReader(columns, taxonomy);
  const readGate = createGates(readGates());
  const covered = new Set(texts.flatMap(({ facts = [] }) => facts));
  const isCovered = (factId: string): boolean => covered.has(factId);
  const heard: { heard: Heard; facts: readonly string[] }[] = [];
  const model = trainTopicModel(texts, columns, read, ({ at, chances, meant }) => {
    const { text, facts = [] } = itemAt(texts, at);
    if (facts.length === 0) return;
    const said = { chances, evidence: read(text), meant: readMeant(meant) };
    heard.push({ heard: { ...said, isCovered, gate: (factId) => readGate(factId, text) }, facts });
  });
  const rank = (leanings?: FactBias) =>
    heard.map((one) =>
      rankFacts({ ...one.heard, leanings }, catalogue).facts.map(({ factId, chance }) => ({
        factId,
        chance,
        weight: Math.log(chance),
        isRight: one.facts.includes(factId),
      })),
    );
  const leanings = learnFactBias(rank());
  const said = rank(leanings).flatMap((facts) => facts.slice(0, TAUGHT_BY));
  const calibration = learnFactCalibration(said.filter(({ factId }) => covered.has(factId)));
  const likeness = learnCentroids(rowsOf(model, texts), model.vocabulary.hashes.length);
  return { ...model, leanings, calibration, likeness };
}

/** A text is one of each fact its label covers. */
function* rowsOf({ vocabulary }: TopicModel, texts: readonly LabelledText[]) {
  for (const { text, facts = [] } of texts) {
    const row = readRow(vocabulary, text);
    for (const factId of facts) yield { row, factId, block: firstOf(factId.split('.', 1)) };
  }
}
