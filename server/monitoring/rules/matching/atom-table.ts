import { stem } from '../../../base/taxonomy/index.ts';
import type { RuleAtom } from '../language/rule-node.ts';

/** Atoms of many rules, each with a number: what two rules look for is looked for once. */
export interface AtomTable {
  count: () => number;
  numberOf: (atom: RuleAtom) => number;
  /** Atoms a word of a text fulfils; takes small letters, е for ё. */
  atomsOf: (word: string) => readonly number[];
}

const none: readonly number[] = [];

export function createAtomTable(): AtomTable {
  const numbers: Record<RuleAtom['how'], Map<string, number>> = {
    stem: new Map(),
    prefix: new Map(),
    exact: new Map(),
  };
  const lengths = new Set<number>();
  const count = () => numbers.stem.size + numbers.prefix.size + numbers.exact.size;
  return {
    count,
    numberOf({ how, text }) {
      const known = numbers[how].get(text);
      if (known !== undefined) return known;
      const number = count();
      numbers[how].set(text, number);
      if (how === 'prefix') lengths.add(text.length);
      return number;
    },
    atomsOf(word) {
      const found = [numbers.stem.get(stem(word)), numbers.exact.get(word)];
      for (const length of lengths)
        if (length <= word.length) found.push(numbers.prefix.get(word.slice(0, length)));
      const atoms = found.filter((atom) => atom !== undefined);
      return atoms.length > 0 ? atoms : none;
    },
  };
}
