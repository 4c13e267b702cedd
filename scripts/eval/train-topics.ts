// node scripts/run.mjs scripts/eval/train-topics.ts: trains the shipped model of topics on the labelled messages beside the
// project and measures it by cross-validation, for the screen and the thresholds.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { groupNearDuplicates } from '../../server/base/understanding/duplicates/near-duplicates.ts';
import { labelledFile, readLabelled } from '../../server/base/understanding/teaching/labelled.ts';
import { createPipeline } from '../../server/base/understanding/teaching/pipeline.ts';
import { type Said, siteFigures } from '../../server/base/understanding/teaching/site-figures.ts';
import { trainShippedModel } from '../../server/base/understanding/teaching/train-shipped.ts';
import type { ShippedFigures } from '../../server/base/understanding/teaching/versions.ts';
import { shippedTaxonomy } from '../../server/base/understanding/topics/evidence.ts';
import { writeModel } from '../../server/base/understanding/topics/model-file.ts';
import { learnThresholds } from '../../server/base/understanding/topics/thresholds.ts';
import { partsOf } from '../../server/base/understanding/topics/topic-model.ts';

const rows = readLabelled(labelledFile());
const groups = groupNearDuplicates(rows.map(({ text }) => text));
const taxonomy = shippedTaxonomy();
const texts = rows.map(({ text, code, theme, source, facts }, index) => ({
  text,
  label: code,
  group: groups[index]!,
  kind: theme,
  source,
  facts,
}));

/** The portals knew no block of safety: «other» of a label is right for both. */
const asLabelled = (block: string) => (block === 'safety' ? 'other' : block);

function crossValidate(): (Said & { facts: readonly string[] })[] {
  const parts = partsOf(texts, 7);
  return [0, 1, 2, 3, 4].flatMap((part) => {
    const model = trainShippedModel(
      texts.filter((_, index) => parts[index] !== part),
      taxonomy,
    );
    const { rank } = createPipeline(model, taxonomy);
    return texts
      .filter((_, index) => parts[index] === part)
      .map(({ text, label, facts }) => ({
        truth: label,
        truthFact: '',
        truthCategory: '',
        saidCategory: '',
        facts,
        ...sayOf(rank(text)),
      }));
  });
}

function sayOf({ facts, blocks }: ReturnType<ReturnType<typeof createPipeline>['rank']>) {
  const merged = new Map<string, number>();
  for (const { label, chance } of blocks)
    merged.set(asLabelled(label), (merged.get(asLabelled(label)) ?? 0) + chance);
  const chances = [...merged].map(([label, chance]) => ({ label, chance }));
  const [best] = facts;
  return {
    saidFact: best?.factId ?? null,
    confidence: best?.confidence ?? 0,
    chances: chances.sort((a, b) => b.chance - a.chance),
  };
}

const said = crossValidate();
// A theme wider than any fact says nothing of one.
const thresholds = learnThresholds(
  said
    .filter(({ facts }) => facts.length > 0)
    .map(({ saidFact, confidence, chances, facts }) => ({
      factId: '',
      category: '',
      block: chances[0]?.label ?? '',
      confidence,
      isRight: saidFact !== null && facts.includes(saidFact),
    })),
);
const figures: ShippedFigures = {
  trainedAt: new Date().toISOString().slice(0, 10),
  texts: rows.length,
  figures: siteFigures(said),
  thresholds,
};
const model = trainShippedModel(texts, taxonomy);
const folder = resolve(import.meta.dirname, '../../packs/base/models');
mkdirSync(folder, { recursive: true });
const file = writeModel(model);
writeFileSync(resolve(folder, 'topics.model'), file);
const figuresFile = resolve(folder, 'topics.figures.json');
writeFileSync(figuresFile, `${JSON.stringify(figures, null, 2)}\n`);
// Laid out as the checks of the project want it.
const biome = resolve(import.meta.dirname, '../../node_modules/@biomejs/biome/bin/biome');
execFileSync(process.execPath, [biome, 'format', '--write', figuresFile], { stdio: 'inherit' });
console.log(
  `Обучено на ${rows.length} сообщениях, признаков ${model.vocabulary.hashes.length}, файл ${file.length} байт`,
);
