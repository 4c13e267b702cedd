import type { RuleAtom, RuleNode } from '../language/rule-node.ts';
import { isEveryday } from '../language/wide.ts';

/** Words without any of which a rule cannot be fulfilled: a post that has none of them is not tried. */
interface Anchors {
  atoms: readonly RuleAtom[];
  /** How often they are likely to be met: less is better. */
  cost: number;
}

/** Long words are rarer than short ones; a beginning is met more often than a word. */
function costOf(atom: RuleAtom): number {
  if (isEveryday(atom)) return 100;
  const letters = 1 + 10 / Math.max(1, atom.text.length);
  return atom.how === 'prefix' ? letters * 2 : letters;
}

const single = (atom: RuleAtom): Anchors => ({ atoms: [atom], cost: costOf(atom) });
const rarest = (choices: readonly Anchors[]): Anchors =>
  choices.reduce((best, one) => (one.cost < best.cost ? one : best));

function chooseAnchors(node: RuleNode): Anchors {
  switch (node.kind) {
    case 'word':
      return single(node.atom);
    case 'phrase':
      return rarest(node.atoms.map(single));
    case 'near':
      return rarest([chooseAnchors(node.left), chooseAnchors(node.right)]);
    case 'all':
      return rarest(node.nodes.map(chooseAnchors));
    case 'any': {
      const all = node.nodes.map(chooseAnchors);
      return {
        atoms: all.flatMap(({ atoms }) => atoms),
        cost: all.reduce((sum, { cost }) => sum + cost, 0),
      };
    }
  }
}

/** Atoms one of which every post has that fulfils the rule, the rarest such set. */
export const anchorsOf = (node: RuleNode): readonly RuleAtom[] => chooseAnchors(node).atoms;
