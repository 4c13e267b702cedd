import type { Db } from '../../../lib/database/db.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import { createReferenceData } from '../../../lib/reference-data.ts';
import { createTakeOver } from '../../../lib/take-over.ts';
import { currentTaxonomy, findFact, type SuggestedFact, type Taxonomy } from '../../taxonomy/index.ts';
import { readModel } from '../topics/model-file.ts';
import { type Overrides, plainThresholds, type Thresholds, thresholdFor } from '../topics/thresholds.ts';
import type { TopicModel } from '../topics/topic-model.ts';
import { createPipeline, type OfferedFact, type Pipeline } from './pipeline.ts';
import { readChampion, readModelFile } from './versions.ts';

/** The model in force and what goes with it. */
interface Active {
  revision: number;
  versionId: string;
  model: TopicModel;
  thresholds: Thresholds;
  overrides: Overrides;
  /** Ready for use, for each version of the taxonomy that has been in force since the model was. */
  pipelines: WeakMap<Taxonomy, Pipeline>;
}

const current = createReferenceData<Active>('Модель тем ещё не загружена');

const takeOver = createTakeOver('модель тем не перечитана');

/** Loads the model in force; the manifest's `start`. */
export async function startUnderstanding({ database, log }: Services): Promise<void> {
  await reloadModel(database);
  takeOver.start(log, () => reloadModel(database));
}

export const stopUnderstanding = (): Promise<void> => takeOver.stop();

/** Takes over what changed since: the champion, thresholds; one small query when nothing did. */
export async function reloadModel(db: Db): Promise<void> {
  const { revision, championId } = await db
    .selectFrom('understanding.setting')
    .select((eb) => [
      'revision',
      eb
        .selectFrom('understanding.model_version')
        .select('id')
        .where('is_champion', '=', true)
        .as('championId'),
    ])
    .executeTakeFirstOrThrow();
  const active = current.find();
  if (active?.revision === revision && active.versionId === championId) return;
  const champion = await readChampion(db);
  if (!champion) throw new Error('Ни одна модель тем не действует');
  const rows = await db.selectFrom('understanding.threshold').select(['scope', 'value']).execute();
  const isSame = active?.versionId === champion.id;
  const model = active && isSame ? active.model : readModel(await readModelFile(db, champion.id));
  current.put({
    revision,
    model,
    versionId: champion.id,
    thresholds: champion.thresholds as Thresholds,
    overrides: new Map(rows.map(({ scope, value }) => [scope, value])),
    pipelines: active && isSame ? active.pipelines : new WeakMap(),
  });
}

function pipelineOf(taxonomy: Taxonomy): Pipeline {
  const active = current.get();
  const pipeline = active.pipelines.get(taxonomy) ?? createPipeline(active.model, taxonomy);
  active.pipelines.set(taxonomy, pipeline);
  return pipeline;
}

/** Facts a text may be about, best first, three at most; empty when nothing speaks for any. */
export const suggestTopic = (text: string): SuggestedFact[] =>
  pipelineOf(currentTaxonomy()).suggest(text).map(withSureness);

/** The fact that is named by its own words, where nothing was measured of it; null where none is, or not clearly. */
export const topicByOwnWords = (text: string): string | null =>
  pipelineOf(currentTaxonomy()).byOwnWords(text);

/** Facts an operator chooses among for a text: of every block the likeliest few, best first. */
export const offerTopics = (text: string): (OfferedFact & { isSure: boolean })[] =>
  pipelineOf(currentTaxonomy()).offer(text).map(withSureness);

/** The same facts without their reasons, where nobody reads them: a table of thousands of rows. */
export const chooseTopic = (text: string): { factId: string; block: string }[] =>
  pipelineOf(currentTaxonomy()).choose(text);

/**
 * Whether the program is sure of a proposal: its confidence against the threshold of its fact. Asked when it is shown, so
 * that a threshold changed by an administrator counts for what was proposed before.
 */
export function withSureness<Proposed extends { factId: string; block: string; confidence: number }>(
  proposed: Proposed,
): Proposed & { isSure: boolean } {
  return { ...proposed, isSure: proposed.confidence >= thresholdOfFact(proposed.factId, proposed.block) };
}

/** The threshold in force for a fact. */
export function thresholdOfFact(factId: string, block: string): number {
  const category = findFact(factId)?.category ?? '';
  const active = current.find();
  return thresholdFor(active?.thresholds ?? plainThresholds, active?.overrides ?? new Map(), {
    id: factId,
    category,
    block,
  });
}
