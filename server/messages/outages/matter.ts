import type { PackFact } from '../../base/taxonomy/index.ts';
import type { WordsRead } from '../cases/index.ts';
import type { Resource } from './pack.ts';

/** From this chance a topic among several is worth the question. */
const LIKELY = 0.1;

interface Read {
  sure: Pick<PackFact, 'id'> | null;
  facts: readonly Pick<WordsRead['facts'][number], 'factId' | 'confidence'>[];
}

/**
 * Resources a message may be about: by the topic its writer chose, else by the one the words are surely of, else by any they may
 * well be of. Who tells of a smell of gas is not asked about gas that is off. Pure.
 */
export function resourcesOf(
  resources: readonly Resource[],
  { text, read, chosen }: { text: string; read: Read; chosen: Pick<PackFact, 'id'> | null },
): string[] {
  if (chosen) return resources.filter(({ facts }) => facts.includes(chosen.id)).map(({ id }) => id);
  const facts = read.sure
    ? [read.sure.id]
    : read.facts.filter(({ confidence }) => confidence >= LIKELY).map(({ factId }) => factId);
  return resourcesByWords(resources, text, facts);
}

/** The same by topics that were read and not chosen: hot water is told from cold by the words themselves. Pure. */
export function resourcesByWords(
  resources: readonly Resource[],
  text: string,
  facts: readonly string[],
): string[] {
  const words = text.toLocaleLowerCase('ru').split(/[^\p{L}]+/u);
  const has = (stems: readonly string[]) => stems.some((stem) => words.some((word) => word.startsWith(stem)));
  return resources
    .filter((one) => [...one.facts, ...one.alike].some((fact) => facts.includes(fact)))
    .filter(({ says, not }) => has(says) || !has(not))
    .map(({ id }) => id);
}
