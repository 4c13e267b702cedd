import type { ESTree, Plugin } from 'vite';

/** What only who answers a route needs of it. */
const SHAPES: ReadonlySet<string> = new Set(['params', 'query', 'body', 'reply', 'summary']);

/**
 * A browser needs the address of a route, never its shapes: it calls no schema of a route, types have checked the calls. Without
 * them the library of schemas does not come to a phone at all.
 */
export function contractWithoutShapes(): Plugin {
  return {
    name: 'otklik-contract-without-shapes',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      filter: { id: /\/shared\/contract\/[^/]+\.ts$/ },
      // After the types are gone.
      order: 'post',
      handler(code) {
        const edits = this.parse(code).body.flatMap(editsOf);
        return { code: apply(code, edits), map: null };
      },
    },
  };
}

interface Edit {
  from: number;
  to: number;
  text: string;
}

/** Of a constant that is made by a call: no shapes where it is a route, and gone where nobody uses it. */
function editsOf(statement: ESTree.Program['body'][number]): Edit[] {
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declared?.type !== 'VariableDeclaration') return [];
  return declared.declarations.flatMap(({ init }) => {
    if (init?.type !== 'CallExpression') return [];
    const isRoute = init.callee.type === 'Identifier' && init.callee.name === 'defineRoute';
    return [
      { from: init.start, to: init.start, text: '/*#__PURE__*/ (() => ' },
      ...(isRoute ? findShapes(init.arguments[0]) : []),
      { from: init.end, to: init.end, text: ')()' },
    ];
  });
}

function findShapes(route: ESTree.Argument | undefined): Edit[] {
  if (route?.type !== 'ObjectExpression') return [];
  return route.properties.flatMap((property, at) => {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') return [];
    if (!SHAPES.has(property.key.name)) return [];
    // With the comma before the next one.
    const next = route.properties[at + 1];
    return [{ from: property.start, to: next ? next.start : property.end, text: '' }];
  });
}

function apply(code: string, edits: readonly Edit[]): string {
  let done = code;
  for (const { from, to, text } of edits.toReversed()) done = done.slice(0, from) + text + done.slice(to);
  return done;
}
