/** One word of a rule, as it is looked for in a post. */
export interface RuleAtom {
  /** `stem`: any form of the word; `prefix`: any word that begins so; `exact`: this spelling alone. */
  how: 'stem' | 'prefix' | 'exact';
  /** What is compared: small letters, е for ё; of `stem` the stem itself. */
  text: string;
  /** As the person wrote it, without signs. */
  word: string;
}

/** Where a part of a rule stands in its text, UTF-16 offsets, `to` exclusive. */
export interface RulePlace {
  from: number;
  to: number;
}

/** A rule as it was understood. */
export type RuleNode = RulePlace &
  (
    | { kind: 'word'; atom: RuleAtom }
    /** One after another within a sentence. */
    | { kind: 'phrase'; atoms: RuleAtom[] }
    /** In any order within a sentence, at most `gap` other words between. */
    | { kind: 'near'; left: RuleNode; right: RuleNode; gap: number }
    | { kind: 'any'; nodes: RuleNode[] }
    /** All of `nodes` and none of `without`, anywhere in the post. */
    | { kind: 'all'; nodes: RuleNode[]; without: RuleNode[] }
  );

/** What is wrong with a rule: a sentence in Russian and the place it is about. */
export class RuleMistake extends Error {
  readonly from: number;
  readonly to: number;

  constructor(message: string, { from, to }: RulePlace) {
    super(message);
    this.from = from;
    this.to = to;
  }
}

/** Words a node looks for, without those it excludes. */
export function listWanted(node: RuleNode): { atom: RuleAtom; place: RulePlace }[] {
  switch (node.kind) {
    case 'word':
      return [{ atom: node.atom, place: node }];
    case 'phrase':
      return node.atoms.map((atom) => ({ atom, place: node }));
    case 'near':
      return [...listWanted(node.left), ...listWanted(node.right)];
    case 'any':
    case 'all':
      return node.nodes.flatMap(listWanted);
  }
}
