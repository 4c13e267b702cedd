import type { HelpTopic } from './help-topic.ts';
import { tellPlainly } from './markdown.ts';

export interface FoundHelp {
  topic: HelpTopic;
  /** The line where the words stand. */
  excerpt: string;
}

const fold = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');

/** A word without its ending: «сроки» finds «срока»; short words stay whole. */
const stemOf = (word: string): string =>
  word.length > 5 ? word.slice(0, -2) : word.length > 3 ? word.slice(0, -1) : word;

/** Texts that have every word asked for, those with the words in the title first, then those with more of them. */
export function findHelp(topics: readonly HelpTopic[], asked: string): FoundHelp[] {
  const stems = fold(asked)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
    .map(stemOf);
  if (stems.length === 0) return [];
  return topics
    .map((topic) => weigh(topic, stems))
    .filter((one) => one !== null)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ topic, excerpt }) => ({ topic, excerpt }));
}

function weigh(topic: HelpTopic, stems: readonly string[]): (FoundHelp & { weight: number }) | null {
  const title = fold(topic.title);
  const lines = tellPlainly(topic.text).split('\n');
  const folded = lines.map(fold);
  const has = (text: string, stem: string): boolean => ` ${text}`.search(startOf(stem)) >= 0;
  if (!stems.every((stem) => has(title, stem) || folded.some((line) => has(line, stem)))) return null;
  const hits = folded.map((line) => stems.filter((stem) => has(line, stem)).length);
  const most = Math.max(...hits);
  const inTitle = stems.filter((stem) => has(title, stem)).length;
  return {
    topic,
    excerpt: lines[Math.max(0, hits.indexOf(most))] ?? '',
    weight: inTitle * 100 + most * 10 + hits.filter((count) => count > 0).length,
  };
}

const startOf = (stem: string): RegExp => new RegExp(`[^\\p{L}\\p{N}]${stem}`, 'u');
