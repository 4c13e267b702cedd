import { float64At } from '../../../lib/typed-arrays.ts';
import type { Evidence } from '../../taxonomy/index.ts';
import { applyBlend } from '../topics/blend.ts';
import { createScorer, type Scorer } from '../topics/class-scores.ts';
import { frameOf, readEvidence } from '../topics/frame.ts';
import { sideBySide } from '../topics/linear-together.ts';
import { readerOf, type TextCounts } from '../topics/text-row.ts';
import type { Chance, TopicModel } from '../topics/topic-model.ts';

/** What a model says of one text: chances of all classes, best first, and the text as it was read (overwritten by the next). */
export interface Judgement {
  chances: Chance[];
  counts: TextCounts;
  /** By column of the model's evidence: the chance that a kind is meant whose name covers the fact. */
  meant: Float64Array;
}

/** Makes the scorer of a model's classes and, behind them, of its registers. */
export function createModelScorer({ vocabulary, weights, kinds }: TopicModel): Scorer {
  const all = [...weights, ...(kinds?.registers ?? [])];
  return createScorer(vocabulary, { weights: sideBySide(all), stride: all.length });
}

/** Makes the judge of a model: of a text and what the taxonomy's words say of it. */
export function createFullJudge(
  model: TopicModel,
  { score, add }: Scorer = createModelScorer(model),
): (text: string, evidence: Evidence) => Judgement {
  const frame = frameOf(model);
  const { readKinds, found } = frame;
  const classes = model.classes.length;
  const read = readerOf(model.vocabulary);
  const firstKind = classes + model.evidence.blocks.length;
  const scores = new Float64Array(firstKind + (model.kinds?.classes ?? 0));
  return (text, evidence) => {
    const counts = read(text);
    const said = readEvidence(frame, evidence);
    const sums = score(counts);
    add(said);
    for (let cls = 0; cls < classes; cls += 1) scores[cls] = float64At(sums, cls);
    scores.set(said.blocks, classes);
    if (readKinds) scores.set(readKinds(counts, found, sums, classes), firstKind);
    const chances = applyBlend(model.blend, scores);
    const ranked = model.classes
      .map((label, index) => ({ label, chance: float64At(chances, index) }))
      .sort((a, b) => b.chance - a.chance);
    return { chances: ranked, counts, meant: found.meant };
  };
}

/** The judge's chances alone, best first. */
export function createJudge(model: TopicModel): (text: string, evidence: Evidence) => Chance[] {
  const judge = createFullJudge(model);
  return (text, evidence) => judge(text, evidence).chances;
}
