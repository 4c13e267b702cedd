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
      filter: { id: /\/shared\/contract\/.+\.ts$/ },
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

/** Of a constant that calls anything: no shapes where it is a route, and gone where nobody uses it. */
function editsOf(statement: ESTree.Program['body'][number]): Edit[] {
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declared?.type !== 'VariableDeclaration') return [];
  return declared.declarations.flatMap(({ init }) => {
    // What makes routes of one kind: `defineReportRoute`.
    if (init?.type === 'ArrowFunctionExpression' && isRoute(init.body))
      return findShapes(init.body.arguments[0]);
    if (!init || !hasCall(init)) return [];
    return [
      { from: init.start, to: init.start, text: '/*#__PURE__*/ (() => (' },
      ...(isRoute(init) ? findShapes(init.arguments[0]) : []),
      { from: init.end, to: init.end, text: '))()' },
    ];
  });
}

const isRoute = (made: ESTree.Node): made is ESTree.CallExpression =>
  made.type === 'CallExpression' &&
  made.callee.type === 'Identifier' &&
  /^define\w*Route$/u.test(made.callee.name);

/** Itself a call, or an object, a list that is made of some. */
function hasCall(made: ESTree.Expression): boolean {
  if (made.type === 'CallExpression') return true;
  if (made.type === 'ArrayExpression')
    return made.elements.some(
      (one) => one !== null && hasCall(one.type === 'SpreadElement' ? one.argument : one),
    );
  if (made.type !== 'ObjectExpression') return false;
  return made.properties.some((one) => hasCall(one.type === 'SpreadElement' ? one.argument : one.value));
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
