import { stem } from '../../../base/taxonomy/index.ts';
import { type RuleAtom, RuleMistake, type RuleNode } from './rule-node.ts';

/** Words nearly every text has: they say something only beside others. */
const everyday = new Set(
  `и а в во на с со по к ко у о об от из за для до при под над без же бы ли это то что как так где когда я мы вы он она
   они не ни нет да но или уже еще все всё очень у нас вас их его ее мне меня быть был была были есть будет кто чтобы если
   только даже ведь вот там тут здесь этот эта можно надо нужно`
    .split(/\s+/u)
    .flatMap((word) => [word, stem(word)]),
);

/** Whether an atom alone would be met nearly everywhere. */
export const isEveryday = ({ how, text }: RuleAtom): boolean => how !== 'prefix' && everyday.has(text);

/** A rule that everyday words alone could fulfil catches all that is written. Throws `RuleMistake`. */
export function refuseWide(node: RuleNode): void {
  const wide = findWide(node);
  if (wide)
    throw new RuleMistake(
      'Такие слова есть почти в каждом тексте: добавьте слово, без которого речь не о том',
      wide,
    );
}

/** The part that everyday words alone fulfil; null where there is none. */
function findWide(node: RuleNode): RuleNode | null {
  switch (node.kind) {
    case 'word':
      return isEveryday(node.atom) ? node : null;
    case 'phrase':
      return node.atoms.every(isEveryday) ? node : null;
    case 'near':
      return findWide(node.left) && findWide(node.right) ? node : null;
    case 'any':
      return node.nodes.map(findWide).find((wide) => wide !== null) ?? null;
    case 'all':
      return node.nodes.every((one) => findWide(one) !== null) ? node : null;
  }
}
