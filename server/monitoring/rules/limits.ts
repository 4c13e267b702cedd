import { stem } from '../../base/taxonomy/index.ts';
import { listWanted, type RuleAtom, RuleMistake, type RuleNode } from './language/rule-node.ts';

/** Words a rule may not look for, and why: a sentence that follows «Слово «…» ищет ». */
export interface RuleLimit {
  why: string;
  words: RuleNode;
}

/**
 * Refuses a rule that would gather people by what they are or believe. A rule may name such words only to leave posts out.
 * Throws `RuleMistake`.
 */
export function refuseForbidden(rule: RuleNode, limits: readonly RuleLimit[]): void {
  for (const { atom, place } of listWanted(rule)) {
    const limit = limits.find(({ words }) => listWanted(words).some((other) => areAkin(atom, other.atom)));
    if (limit)
      throw new RuleMistake(
        `Слово «${atom.word}» ищет ${limit.why}. Правила собирают сообщения об услугах и жизни города; такое слово можно только исключить`,
        place,
      );
  }
}

/** Whether some word would fulfil both. */
function areAkin(one: RuleAtom, other: RuleAtom): boolean {
  if (one.how === 'prefix' && other.how === 'prefix')
    return one.text.startsWith(other.text) || other.text.startsWith(one.text);
  if (one.how === 'prefix') return mayBegin(one.text, other);
  if (other.how === 'prefix') return mayBegin(other.text, one);
  if (one.how === 'exact' && other.how === 'exact') return one.text === other.text;
  return stemOf(one) === stemOf(other);
}

const stemOf = ({ how, text }: RuleAtom): string => (how === 'exact' ? stem(text) : text);

/** Whether a form of the word may begin so; a beginning that has grown into a form itself is one. */
const mayBegin = (beginning: string, { how, text, word }: RuleAtom): boolean =>
  word.startsWith(beginning) || (how === 'stem' && stem(beginning) === text);
