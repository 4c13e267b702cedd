import ts from 'typescript';

export interface SourceCounts {
  /** Words and signs of code, comments and spaces aside. */
  tokens: number;
  lines: number;
  /** `x as T` but `as const`, and `x!`. */
  casts: number;
  /** Fields of a form whose value and its change are wired on the spot. */
  handWired: number;
}

const wired = new Set(['value', 'checked']);

function isWiredByHand(node: ts.Node): boolean {
  if (!ts.isJsxSelfClosingElement(node) && !ts.isJsxOpeningElement(node)) return false;
  const names = node.attributes.properties.map((one) =>
    one.name && ts.isIdentifier(one.name) ? one.name.text : '',
  );
  return names.includes('onChange') && names.some((name) => wired.has(name));
}

const isCast = (node: ts.Node): boolean =>
  ts.isNonNullExpression(node) ||
  (ts.isAsExpression(node) &&
    !(ts.isTypeReferenceNode(node.type) && node.type.typeName.getText() === 'const'));

/** Counts one file of TypeScript. Fields wired by hand are those of screens: the kit itself (`web/ui`) has to wire them. */
export function countSource(path: string, text: string): SourceCounts {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const counts: SourceCounts = { tokens: 0, lines: text.split('\n').length, casts: 0, handWired: 0 };
  const isScreen = /^web\/(staff|portal)\//u.test(path);
  const walk = (node: ts.Node): void => {
    if (isCast(node)) counts.casts += 1;
    if (isScreen && isWiredByHand(node)) counts.handWired += 1;
    const children = node.getChildren(file);
    if (children.length === 0 && node.getWidth(file) > 0) counts.tokens += 1;
    for (const child of children) if (!ts.isJSDoc(child)) walk(child);
  };
  walk(file);
  return counts;
}
