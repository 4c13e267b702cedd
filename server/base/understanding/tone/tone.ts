import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ToneMark } from '../../../../shared/contract/messages/cases.ts';
import { once } from '../../../lib/once.ts';
import { readToneModel } from './tone-file.ts';
import { insultingWords, scoreTone, type ToneModel } from './tone-model.ts';
import { createSignReader, type FoundSign, readTonePack } from './tone-signs.ts';

/** Path of the model shipped with the program. */
export const shippedTone = resolve(import.meta.dirname, '../../../../packs/base/models/tone.model');

/** Margin from which a text counts as insulting: of residents' own messages about one in a thousand is above it. */
export const INSULT_FROM = 0;

interface Reader {
  model: ToneModel;
  readSigns: (text: string) => FoundSign[];
}

/** Loads the model and the signs of tone. */
export const startTone = once(
  (): Reader => ({
    model: readToneModel(readFileSync(shippedTone)),
    readSigns: createSignReader(readTonePack()),
  }),
);

/** Danger first, thanks last: the order marks are shown in. */
const order = ['life', 'threat', 'insult', 'irony', 'gratitude'] as const;

/**
 * What stands out in the tone of a text, each with its words. Sorts and warns, decides nothing. A short text of abuse is
 * no gratitude.
 */
export function readTone(text: string): ToneMark[] {
  const { model, readSigns } = startTone();
  const marks: ToneMark[] = readSigns(text).map(({ kind, title, say, words }) => ({
    kind,
    title,
    say,
    words,
  }));
  const isInsult = scoreTone(model, text) > INSULT_FROM;
  if (isInsult) {
    const say = 'Оставить без ответа по существу можно, предупредив автора (59-ФЗ, ст. 11 ч. 3)';
    marks.push({ kind: 'insult', title: 'Брань или оскорбление', say, words: insultingWords(model, text) });
  }
  return marks
    .filter(({ kind }) => kind !== 'gratitude' || !isInsult)
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Goes to the head of the inbox: life or people may be at risk. */
export const isAlarming = (marks: readonly ToneMark[]): boolean =>
  marks.some(({ kind }) => kind === 'life' || kind === 'threat');
