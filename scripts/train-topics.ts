// node scripts/run.mjs scripts/train-topics.ts: trains the shipped model of topics on the labelled messages beside the
// project and measures it by cross-validation, for the screen and the thresholds.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createEvidence } from '../server/modules/taxonomy/index.ts';
import { columnsOf, shippedTaxonomy } from '../server/modules/understanding/evidence.ts';
import { labelledFile, readLabelled } from '../server/modules/understanding/labelled.ts';
import { writeModel } from '../server/modules/understanding/model-file.ts';
import { groupNearDuplicates } from '../server/modules/understanding/near-duplicates.ts';
import { createPipeline } from '../server/modules/understanding/pipeline.ts';
import { type Said, siteFigures } from '../server/modules/understanding/site-figures.ts';
import { learnThresholds } from '../server/modules/understanding/thresholds.ts';
import { partsOf, trainTopicModel } from '../server/modules/understanding/topic-model.ts';
import type { ShippedFigures } from '../server/modules/understanding/versions.ts';

const rows = readLabelled(labelledFile());
const groups = groupNearDuplicates(rows.map(({ text }) => text));
const taxonomy = shippedTaxonomy();
const read = createEvidence(taxonomy);
const texts = rows.map(({ text, code, theme, source }, index) => ({
  ...{ text, label: code, group: groups[index]!, kind: theme, source },
}));

/** The portals knew no block of safety: «other» of a label is right for both. */
const asLabelled = (block: string) => (block === 'safety' ? 'other' : block);

function crossValidate(): Said[] {
  const parts = partsOf(texts, 7);
  return [0, 1, 2, 3, 4].flatMap((part) => {
    const model = trainTopicModel(
      texts.filter((_, index) => parts[index] !== part),
      columnsOf(taxonomy),
      read,
    );
    const { rank } = createPipeline(model, taxonomy);
    return texts
      .filter((_, index) => parts[index] === part)
      .map(({ text, label }) => ({
        ...{ truth: label, truthFact: '', truthCategory: '', saidCategory: '' },
        ...sayOf(rank(text)),
      }));
  });
}

function sayOf({ facts, blocks }: ReturnType<ReturnType<typeof createPipeline>['rank']>) {
  const merged = new Map<string, number>();
  for (const { label, chance } of blocks)
    merged.set(asLabelled(label), (merged.get(asLabelled(label)) ?? 0) + chance);
  const chances = [...merged].map(([label, chance]) => ({ label, chance }));
  return { saidFact: facts[0]?.factId ?? null, chances: chances.sort((a, b) => b.chance - a.chance) };
}

const said = crossValidate();
const thresholds = learnThresholds(
  said.map(({ truth, chances }) => ({
    ...{ factId: '', category: '', block: chances[0]?.label ?? '', confidence: chances[0]?.chance ?? 0 },
    ...{ isFactRight: false, isCategoryRight: false, isBlockRight: chances[0]?.label === truth },
  })),
);
const figures: ShippedFigures = {
  trainedAt: new Date().toISOString().slice(0, 10),
  texts: rows.length,
  figures: siteFigures(said),
  thresholds,
};
const model = trainTopicModel(texts, columnsOf(taxonomy), read);
const folder = resolve(import.meta.dirname, '../packs/models');
mkdirSync(folder, { recursive: true });
const file = writeModel(model);
writeFileSync(resolve(folder, 'topics.model'), file);
const figuresFile = resolve(folder, 'topics.figures.json');
writeFileSync(figuresFile, `${JSON.stringify(figures, null, 2)}\n`);
// Laid out as the checks of the project want it.
const biome = resolve(import.meta.dirname, '../node_modules/@biomejs/biome/bin/biome');
execFileSync(process.execPath, [biome, 'format', '--write', figuresFile], { stdio: 'inherit' });
console.log(
  `Обучено на ${rows.length} сообщениях, признаков ${model.vocabulary.hashes.length}, файл ${file.length} байт`,
);
