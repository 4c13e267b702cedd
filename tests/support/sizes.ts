import ts from 'typescript';

/** Names of a file's functions of more lines than `most`, each with the functions inside of it. */
export function functionsOver(most: number, path: string, text: string): string[] {
  // A parse of every file would take seconds; a short one holds nothing long.
  if (text.split('\n').length <= most) return [];
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const lineOf = (at: number): number => file.getLineAndCharacterOfPosition(at).line;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    // What is no longer than that as a whole has nothing longer inside.
    if (lineOf(node.end) - lineOf(node.getStart(file)) < most) return;
    if (ts.isFunctionLike(node) && 'body' in node && node.body) found.push(nameOf(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Its own name, or that of what it is given to. */
function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText();
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
  return ts.isCallExpression(parent) ? `in ${parent.expression.getText()}` : 'nameless';
}
