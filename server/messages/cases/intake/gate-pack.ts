import { readFileSync } from 'node:fs';
import { z } from 'zod';

const share = z.number().min(0).max(1);
const gatePack = z.object({
  id: z.string(),
  version: z.string(),
  validFrom: z.iso.date(),
  toVerify: z.boolean(),
  limits: z.object({
    template: share,
    alike: share,
    shortest: z.number().int().positive(),
    longest: z.number().int().positive(),
    sentenceWords: z.number().int().positive(),
    officialese: z.number().int().positive(),
    readability: z.number(),
  }),
  readability: z.object({ base: z.number(), perSentence: z.number(), perWord: z.number() }),
  officialese: z.array(z.object({ find: z.string().min(2), say: z.string() })),
  empty: z.array(z.string().min(2)),
  rude: z.array(z.string().min(2)),
  rhetorical: z.array(z.string().min(2)),
});

const pack = gatePack.parse(
  JSON.parse(
    readFileSync(new URL('../../../../packs/messages/answers/gate-2026.json', import.meta.url), 'utf8'),
  ),
);

/** Words and phrases as one expression; a star ends a word that may continue, `ё` counts as `е`. */
function compilePhrases(phrases: readonly string[]): RegExp {
  const sources = phrases.map((phrase) =>
    phrase
      .toLocaleLowerCase('ru')
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('е', '[её]')
      .replaceAll('*', '\\p{L}*')
      .replace(/\s+/g, '\\s+'),
  );
  return new RegExp(`(?<!\\p{L})(?:${sources.join('|')})(?!\\p{L})`, 'giu');
}

/** What the gate looks for: limits as they stand in the pack, lists compiled once. */
export const gate = {
  limits: pack.limits,
  readability: pack.readability,
  officialese: pack.officialese.map(({ find, say }) => ({ find: compilePhrases([find]), say })),
  empty: compilePhrases(pack.empty),
  rude: compilePhrases(pack.rude),
  rhetorical: compilePhrases(pack.rhetorical),
};
