import { wordsOf } from '../core/sentences.ts';

/** Words in a row that are looked for: fewer find every «и», more lose the words around each blank. */
const LENGTH = 2;

const plainWords = (text: string): string[] => wordsOf(text.toLocaleLowerCase('ru').replaceAll('ё', 'е'));

/** Pairs of a template; what is filled in by each answer its own way parts them. */
function pairsOf(template: string): Set<string> {
  const pairs = new Set<string>();
  for (const run of template.split(/\{[^}]*\}|…/u)) {
    const words = plainWords(run);
    for (let at = 0; at + LENGTH <= words.length; at += 1) pairs.add(words.slice(at, at + LENGTH).join(' '));
  }
  return pairs;
}

/** Share of an answer's words (0–1) that stand in a template beside the same neighbours; 0 for texts too short to tell. */
export function templateShare(answer: string, template: string): number {
  const words = plainWords(answer);
  if (words.length < 8) return 0;
  const known = pairsOf(template);
  const taken = new Set<number>();
  for (let at = 0; at + LENGTH <= words.length; at += 1) {
    if (!known.has(words.slice(at, at + LENGTH).join(' '))) continue;
    for (let word = at; word < at + LENGTH; word += 1) taken.add(word);
  }
  return taken.size / words.length;
}
