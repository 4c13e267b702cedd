import ts from 'typescript';
import { type Change, type ChangeKind, changesOf, changesOfPlace } from './code-changes.ts';

/** One small mistake in a file that holds rules. */
export interface Mutant {
  /** `path#number`, the number among the mistakes of the file in the order they stand. */
  id: string;
  path: string;
  line: number;
  kind: ChangeKind;
  before: string;
  after: string;
  /** Made when the file is read, not when a function is called: the file has to be read anew for it. */
  isStatic: boolean;
}

interface Instrumented {
  /** The file with every mistake in it, each asleep until its id is asked for. */
  code: string;
  mutants: Mutant[];
}

/** How the code asks whether a mutant is awake; answered in the worker by `switch.ts`. */
const header =
  'const __isAwake = (id: string): boolean => (globalThis as { __mutation?: (id: string) => boolean }).__mutation?.(id) ?? false; ';

const isLeftAlone = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node);

/** Inside `a?.b.c()` a part in brackets would no longer be skipped where `a` is missing. */
const isLinkOfOptional = (node: ts.Node): boolean =>
  ts.isOptionalChain(node) && (node.parent as { expression?: ts.Node }).expression === node;

/** Writes all mistakes one may make in a file into it. */
export function instrument(path: string, source: string): Instrumented {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const register = (node: ts.Node, change: Change): string => {
    const id = `${path}#${mutants.length}`;
    const from = node.getStart(file);
    mutants.push({
      id,
      path,
      line: file.getLineAndCharacterOfPosition(from).line + 1,
      kind: change.kind,
      before: node.getText(file),
      after: change.after,
      isStatic: !ts.findAncestor(node, ts.isFunctionLike),
    });
    return id;
  };
  const render = (node: ts.Node): string => {
    if (isLeftAlone(node)) return node.getText(file);
    const changes = isLinkOfOptional(node) ? [] : [...changesOf(node, file), ...changesOfPlace(node, file)];
    const ids = changes.map((change) => ({ id: register(node, change), change }));
    const body = renderParts(node, file, render);
    if (ids.length === 0) return body;
    if (ts.isStatement(node)) return `{ if (!__isAwake('${ids[0]!.id}')) ${body} }`;
    const awake = ids.map(({ id, change }) => `__isAwake('${id}') ? ${change.after} : `);
    return `(${awake.join('')}${body})`;
  };
  const code = `${header}${render(file)}`;
  return { code: code.endsWith('\n') ? code : `${code}\n`, mutants };
}

function renderParts(node: ts.Node, file: ts.SourceFile, render: (part: ts.Node) => string): string {
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (part) => {
    if (part.getWidth(file) > 0) parts.push(part);
  });
  parts.sort((one, other) => one.getStart(file) - other.getStart(file));
  const source = file.text;
  let at = ts.isSourceFile(node) ? 0 : node.getStart(file);
  let text = '';
  for (const part of parts) {
    text += source.slice(at, part.getStart(file)) + render(part);
    at = part.end;
  }
  return text + source.slice(at, node.end);
}
