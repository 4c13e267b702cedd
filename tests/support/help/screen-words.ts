import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Words a screen can show, read out of its sources: what a help text quotes has to be among them. */

const parsed = new Map<string, { words: string[]; imports: string[] }>();

/** Spaces that do not break, line ends of JSX, marks at the end: not what a person quotes. */
export const plainWords = (text: string): string =>
  text
    .replaceAll(/[\s\u00a0\u202f]+/gu, ' ')
    .replaceAll('ё', 'е')
    .trim()
    .replace(/[\s:.…,;]+$/u, '');

function read(path: string): { words: string[]; imports: string[] } {
  const known = parsed.get(path);
  if (known) return known;
  const source = ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found = { words: [] as string[], imports: [] as string[] };
  const walk = (node: ts.Node): void => {
    if (isKeyLabel(node)) return;
    const module = moduleOf(node);
    if (module?.startsWith('.')) found.imports.push(join(dirname(path), module));
    if (
      ts.isStringLiteralLike(node) ||
      ts.isJsxText(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    )
      found.words.push(plainWords(node.text));
    ts.forEachChild(node, walk);
  };
  walk(source);
  parsed.set(path, found);
  return found;
}

/**
 * What the sheet of keys calls a deed (`{ keys, label, run }`): a person who was told to press it looks for a button, whose words
 * may be others.
 */
function isKeyLabel(node: ts.Node): boolean {
  if (!ts.isPropertyAssignment(node) || nameOf(node) !== 'label') return false;
  const names = ts.isObjectLiteralExpression(node.parent) ? node.parent.properties.map(nameOf) : [];
  // With more to it (`act`, `isBusy`) a button is made of it too.
  return ['keys', 'run'].every((name) => names.includes(name)) && names.every((name) => ofKey.has(name));
}

const ofKey = new Set<string | undefined>(['keys', 'label', 'run', 'hidden', 'always']);

const nameOf = ({ name }: ts.ObjectLiteralElement): string | undefined =>
  name && ts.isIdentifier(name) ? name.text : undefined;

function moduleOf(node: ts.Node): string | undefined {
  const named =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : undefined;
  return named && ts.isStringLiteralLike(named) ? named.text : undefined;
}

/** Words and keys of a file and of all it imports, so many steps far. */
export function listWords(start: string, steps = Number.POSITIVE_INFINITY): Set<string> {
  const words = new Set<string>();
  const seen = new Set<string>();
  let ahead = [start];
  for (let step = 0; step <= steps && ahead.length > 0; step += 1) {
    const next: string[] = [];
    for (const path of ahead) {
      if (seen.has(path) || !/\.tsx?$/u.test(path)) continue;
      seen.add(path);
      const { words: own, imports } = read(path);
      for (const word of own) words.add(word);
      next.push(...imports);
    }
    ahead = next;
  }
  return words;
}
