import { itemAt } from '../../../../shared/lists.ts';
import { maskPersonal } from '../personal/personal-data.ts';
import { readSaid } from './matter-words.ts';

/** Most words of a name. */
const LONGEST = 6;
/** A word or pair is of a cluster when so many of its texts have it: one person's own words name nobody. */
const LEAST_SHARE = 0.2;
const LEAST_TEXTS = 3;
/** A second phrase is worth its place from so much of the first one's weight. */
const SECOND = 0.35;
/** A pair says more than a word: so many times its weight. */
const PAIR_BONUS = 1.6;

interface Term {
  /** Texts of the cluster that have it. */
  texts: number;
  /** How residents write it, and how often. */
  forms: Map<string, number>;
  keys: readonly number[];
}

/** Words a mask leaves in place of what it hid, and what begins with a capital within a sentence: names of people and places. */
const properName = /(?<![.!?…]\s*|^|[«"(]\s*)(?<=\s)\p{Lu}[\p{Ll}-]+/gu;

/** What a text says without anybody's name: personal data masked, and any other name of its own left out. */
const withoutNames = (text: string): string =>
  maskPersonal(text)
    .replaceAll(/\S*•+\S*/gu, ' . ')
    .replaceAll(properName, ' . ');

/**
 * A name of at most six words for each group of texts: words and pairs that are of this group and not of the others (c-TF-IDF over
 * stems), each as most residents write it. Empty for a group that has no words in common.
 */
export function nameClusters(groups: readonly (readonly string[])[]): string[] {
  const read = groups.map((texts) => countTerms(texts.map(withoutNames)));
  const spread = new Map<string, number>();
  for (const terms of read)
    for (const [id, { texts }] of terms) spread.set(id, (spread.get(id) ?? 0) + texts);
  const all = groups.reduce((sum, texts) => sum + texts.length, 0);
  return read.map((terms, at) =>
    nameOne(terms, itemAt(groups, at).length, (id) => Math.log(1 + all / (spread.get(id) ?? 1))),
  );
}

function countTerms(texts: readonly string[]): Map<string, Term> {
  const terms = new Map<string, Term>();
  for (const text of texts) {
    const seen = new Set<string>();
    const add = (keys: readonly number[], form: string) => {
      const id = keys.join(' ');
      const term = terms.get(id) ?? { texts: 0, forms: new Map<string, number>(), keys };
      if (!seen.has(id)) term.texts += 1;
      seen.add(id);
      term.forms.set(form, (term.forms.get(form) ?? 0) + 1);
      terms.set(id, term);
    };
    for (const sentence of text.split(/[.!?…\n;:,()«»"]+/u)) addSentence(readSaid(sentence), add);
  }
  return terms;
}

/** Words that say something, and two of them with at most one little word between: «яма на дороге». */
function addSentence(
  said: readonly { word: string; key: number }[],
  add: (keys: readonly number[], form: string) => void,
): void {
  said.forEach(({ word, key }, at) => {
    if (key === 0) return;
    add([key], word);
    const next = said[at + 1];
    const isLittle = next && next.key === 0 && next.word.length <= 3;
    const second = isLittle ? said[at + 2] : next;
    if (!second || second.key === 0 || second.key === key) return;
    const between = isLittle ? ` ${next.word}` : '';
    add([key, second.key], `${word}${between} ${second.word}`);
  });
}

function nameOne(terms: ReadonlyMap<string, Term>, size: number, rarity: (id: string) => number): string {
  const least = Math.max(Math.min(LEAST_TEXTS, size), size * LEAST_SHARE);
  const ranked = [...terms]
    .filter(([, { texts }]) => texts >= least)
    .map(([id, term]) => {
      const bonus = term.keys.length > 1 ? PAIR_BONUS : 1;
      return { ...term, weight: (term.texts / size) * rarity(id) * bonus };
    })
    .sort((a, b) => b.weight - a.weight || b.texts - a.texts);
  const chosen: typeof ranked = [];
  const used = new Set<number>();
  let words = 0;
  for (const term of ranked) {
    const form = usualForm(term.forms);
    const length = form.split(' ').length;
    if (chosen.length === 3 || words + length > LONGEST) continue;
    if (chosen[0] && term.weight < chosen[0].weight * SECOND) break;
    if (term.keys.some((key) => used.has(key))) continue;
    for (const key of term.keys) used.add(key);
    chosen.push(term);
    words += length;
  }
  return chosen.map(({ forms }) => usualForm(forms)).join(', ');
}

const usualForm = (forms: ReadonlyMap<string, number>): string =>
  [...forms].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
