// node scripts/run.mjs scripts/eval/train-tone.ts: trains the shipped model of tone on the shared set beside the project.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeToneModel } from '../../server/base/understanding/tone/tone-file.ts';
import { trainTone } from '../../server/base/understanding/tone/tone-model.ts';
import { readToneTexts } from './tone-texts.ts';

const { insulting, rewritten, natural } = readToneTexts();
const model = trainTone(insulting, [...rewritten, ...natural]);
const file = writeToneModel(model);
writeFileSync(resolve(import.meta.dirname, '../../packs/base/models/tone.model'), file);
console.log(
  `Брани ${insulting.length}, переписанных ${rewritten.length}, сообщений жителей ${natural.length}; признаков ${model.weights.length}, файл ${file.length} байт`,
);
