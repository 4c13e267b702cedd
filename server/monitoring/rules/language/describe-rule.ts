import { plural } from '../../../../shared/text/plural.ts';
import type { RuleAtom, RuleNode } from './rule-node.ts';

const describeAtom = ({ how, word }: RuleAtom): string => {
  if (how === 'exact') return `ровно «${word}»`;
  return how === 'prefix' ? `«${word}…»` : `«${word}»`;
};

/** Within the quotes of a phrase. */
const describeInPhrase = ({ how, word }: RuleAtom): string => {
  if (how === 'exact') return `=${word}`;
  return how === 'prefix' ? `${word}…` : word;
};

const describeGap = (gap: number): string =>
  gap === 0 ? 'вплотную к' : `не дальше ${gap} ${plural(gap, 'слова', 'слов', 'слов')} от`;

const inside = (node: RuleNode): string =>
  node.kind === 'word' || node.kind === 'phrase' ? describeRule(node) : `(${describeRule(node)})`;

/** How a rule was understood, in a Russian sentence beside its field: «(«вода» или «отопление») не дальше 3 слов от «нет»». */
export function describeRule(node: RuleNode): string {
  switch (node.kind) {
    case 'word':
      return describeAtom(node.atom);
    case 'phrase':
      return `подряд «${node.atoms.map(describeInPhrase).join(' ')}»`;
    case 'near':
      return `${inside(node.left)} ${describeGap(node.gap)} ${inside(node.right)}`;
    case 'any':
      return node.nodes.map(inside).join(' или ');
    case 'all': {
      const wanted = node.nodes.map(inside).join(' и ');
      return node.without.length > 0 ? `${wanted}, но без ${node.without.map(inside).join(', ')}` : wanted;
    }
  }
}
