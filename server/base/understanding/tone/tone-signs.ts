import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { toneKind } from '../../../../shared/contract/messages/cases.ts';

const packSchema = z.object({
  kind: z.literal('tone-signs'),
  version: z.string(),
  validFrom: z.iso.date(),
  signs: z.array(
    z.object({
      id: z.string(),
      kind: toneKind,
      title: z.string(),
      say: z.string(),
      words: z.array(z.string()),
      unless: z.array(z.string()).default([]),
    }),
  ),
  requests: z.array(z.string()),
});
type Pack = z.output<typeof packSchema>;

/** A sign found in a text, with the words that caused it. */
export interface FoundSign {
  id: string;
  kind: Pack['signs'][number]['kind'];
  title: string;
  say: string;
  words: string[];
}

/** Foreign words that may stand between two of a phrase. */
const GAP = 2;

/** «запах* газа» → words in this order within one sentence, few foreign ones between. */
function compile(phrases: readonly string[]): RegExp | null {
  if (phrases.length === 0) return null;
  const sources = phrases.map((phrase) =>
    phrase
      .toLowerCase()
      .replaceAll('ё', 'е')
      .split(/\s+/)
      .map((word) => word.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[а-я-]*'))
      .join(`(?: [а-я0-9-]+){0,${GAP}} `),
  );
  return new RegExp(`(?<![а-я-])(?:${sources.join('|')})(?![а-я-])`, 'u');
}

/** Lower words of each sentence, parted by one space. */
const sentencesOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[.!?;\n]+/u)
    .map((sentence) => sentence.replaceAll(/[^а-я0-9-]+/gu, ' ').trim())
    .filter(Boolean);

/** Reads a text by the signs of a pack. */
export function createSignReader(pack: Pack): (text: string) => FoundSign[] {
  const signs = pack.signs.map((sign) => ({ ...sign, find: compile(sign.words), not: compile(sign.unless) }));
  const requests = compile(pack.requests);
  return (text) => {
    const sentences = sentencesOf(text);
    const found = signs.flatMap(({ id, kind, title, say, find, not }) => {
      const words = sentences.flatMap((sentence) => {
        const hit = find?.exec(sentence)?.[0];
        return hit && !not?.test(sentence) ? [hit] : [];
      });
      return words.length > 0 ? [{ id, kind, title, say, words: [...new Set(words)].slice(0, 3) }] : [];
    });
    const isIronic = found.some(({ kind }) => kind === 'irony');
    const isRequest = text.includes('?') || sentences.some((sentence) => requests?.test(sentence));
    return found.filter(({ kind }) => kind !== 'gratitude' || !(isIronic || isRequest));
  };
}

/** The pack shipped with the program. */
export function readTonePack(): Pack {
  const file = resolve(import.meta.dirname, '../../../../packs/base/tone/tone-2026.json');
  return packSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
