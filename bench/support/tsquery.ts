import type { RuleNode } from '../../server/monitoring/rules/index.ts';

/** A rule as PostgreSQL's full text search may be asked; a distance is a mere «both». */
export function toTsquery(node: RuleNode): string {
  const join = (nodes: readonly RuleNode[], sign: string) => `(${nodes.map(toTsquery).join(sign)})`;
  switch (node.kind) {
    case 'word':
      return node.atom.how === 'prefix' ? `${node.atom.word}:*` : node.atom.word;
    case 'phrase':
      return `(${node.atoms.map(({ how, word }) => (how === 'prefix' ? `${word}:*` : word)).join(' <-> ')})`;
    case 'near':
      return join([node.left, node.right], ' & ');
    case 'any':
      return join(node.nodes, ' | ');
    case 'all': {
      const without = node.without.map((one) => ` & !${toTsquery(one)}`).join('');
      return `(${join(node.nodes, ' & ')}${without})`;
    }
  }
}
