import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { labelledFile, readLabelled } from '../../server/base/understanding/teaching/labelled.ts';

const folder = () => resolve(labelledFile(), '../../toxicity');

/** Rows of a file of the shared set, without its heading: cells as they stand. */
const readRows = (name: string): string[][] =>
  readFileSync(resolve(folder(), `${name}.tsv`), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t'));

const same = (text: string): string => text.trim().toLowerCase();

export interface ToneTexts {
  /** For training: abuse and its neutral rewrites; none of the abuse stands in `devInsulting`. */
  insulting: string[];
  rewritten: string[];
  devInsulting: string[];
  devRewritten: string[];
  /** Residents' own messages. */
  natural: string[];
}

/** The texts beside the project a model of tone is trained and measured on. */
export function readToneTexts(): ToneTexts {
  const dev = readRows('dev');
  const known = new Set(dev.flat().map(same));
  const train = readRows('train')
    .map((row) => row.slice(1))
    .filter(([insult]) => insult && !known.has(same(insult)));
  return {
    insulting: train.map(([insult]) => insult!),
    rewritten: train.flatMap(([, neutral]) =>
      neutral?.trim() && !known.has(same(neutral)) ? [neutral] : [],
    ),
    devInsulting: dev.map(([insult]) => insult!),
    devRewritten: dev.flatMap((row) => row.slice(1).filter((text) => text.trim())),
    natural: readLabelled(labelledFile()).map(({ text }) => text),
  };
}
