// node scripts/run.mjs scripts/train-topics.ts: trains the shipped model of topics on the labelled messages beside the project.
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createEvidence } from '../server/modules/taxonomy/index.ts';
import { columnsOf, shippedTaxonomy } from '../server/modules/understanding/evidence.ts';
import { labelledFile, readLabelled } from '../server/modules/understanding/labelled.ts';
import { writeModel } from '../server/modules/understanding/model-file.ts';
import { groupNearDuplicates } from '../server/modules/understanding/near-duplicates.ts';
import { trainTopicModel } from '../server/modules/understanding/topic-model.ts';

const rows = readLabelled(labelledFile());
const groups = groupNearDuplicates(rows.map(({ text }) => text));
const taxonomy = shippedTaxonomy();
const model = trainTopicModel(
  rows.map(({ text, code }, index) => ({ text, label: code, group: groups[index]! })),
  columnsOf(taxonomy),
  createEvidence(taxonomy),
);
const folder = resolve(import.meta.dirname, '../packs/models');
mkdirSync(folder, { recursive: true });
const file = writeModel(model);
writeFileSync(resolve(folder, 'topics.model'), file);
console.log(
  `Обучено на ${rows.length} сообщениях, признаков ${model.vocabulary.hashes.length}, файл ${file.length} байт`,
);
