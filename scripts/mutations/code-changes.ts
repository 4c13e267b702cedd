import ts from 'typescript';
import { changeSql } from './sql-changes.ts';

/** What one mutant does to the text of one node. */
export interface Change {
  kind: ChangeKind;
  /** The node's text with the mistake in it; empty when the statement is gone. */
  after: string;
}

export type ChangeKind =
  | 'logic'
  | 'negated'
  | 'boundary'
  | 'number'
  | 'boolean'
  | 'constant'
  | 'list'
  | 'removed'
  | 'sql';

const swapped = new Map<ts.SyntaxKind, { kind: ChangeKind; to: string }>([
  [ts.SyntaxKind.AmpersandAmpersandToken, { kind: 'logic', to: '||' }],
  [ts.SyntaxKind.BarBarToken, { kind: 'logic', to: '&&' }],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, { kind: 'negated', to: '!==' }],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, { kind: 'negated', to: '===' }],
  [ts.SyntaxKind.LessThanToken, { kind: 'boundary', to: '<=' }],
  [ts.SyntaxKind.LessThanEqualsToken, { kind: 'boundary', to: '<' }],
  [ts.SyntaxKind.GreaterThanToken, { kind: 'boundary', to: '>=' }],
  [ts.SyntaxKind.GreaterThanEqualsToken, { kind: 'boundary', to: '>' }],
  [ts.SyntaxKind.MinusToken, { kind: 'number', to: '+' }],
  [ts.SyntaxKind.AsteriskToken, { kind: 'number', to: '/' }],
  [ts.SyntaxKind.SlashToken, { kind: 'number', to: '*' }],
  [ts.SyntaxKind.PercentToken, { kind: 'number', to: '*' }],
]);

const isLiteral = (node: ts.Node): boolean =>
  ts.isNumericLiteral(node) || ts.isStringLiteral(node) || node.kind === ts.SyntaxKind.NullKeyword;

/** Mistakes one may make in this node alone; its parts have their own. */
export function changesOf(node: ts.Node, file: ts.SourceFile): Change[] {
  const text = (part: ts.Node): string => part.getText(file);
  if (ts.isBinaryExpression(node)) return changeBinary(node, text);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [{ kind: 'negated', after: text(node.operand) }];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ kind: 'boolean', after: 'false' }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ kind: 'boolean', after: 'true' }];
  if (ts.isNumericLiteral(node)) return changeNumber(node);
  if (ts.isTaggedTemplateExpression(node)) return changeTemplate(node, text);
  if (ts.isCallExpression(node)) return changeCall(node, text);
  if (ts.isArrayLiteralExpression(node)) return dropElements(node, text);
  if (ts.isObjectLiteralExpression(node)) return dropErased(node, text);
  return isRemovable(node, text) ? [{ kind: 'removed', after: '' }] : [];
}

/** Mistakes in what a condition asks or a function gives back: they depend on where the expression stands. */
export function changesOfPlace(node: ts.Node, file: ts.SourceFile): Change[] {
  if (!ts.isExpression(node)) return [];
  const text = node.getText(file);
  if (isAsked(node)) return isComparison(node) ? [] : [{ kind: 'negated', after: `!(${text})` }];
  const given = givenType(node);
  if (!given || isLiteral(node) || isTruth(node)) return [];
  return constantsOf(given, file)
    .filter((constant) => constant !== text)
    .map((after) => ({ kind: 'constant', after }));
}

const isTruth = (node: ts.Node): boolean =>
  node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;

function changeBinary(node: ts.BinaryExpression, text: (part: ts.Node) => string): Change[] {
  const operator = node.operatorToken.kind;
  const swap = swapped.get(operator);
  // In brackets: `a || b && c` is another question than `(a || b) && c`.
  const side = (part: ts.Expression): string =>
    ts.isBinaryExpression(part) ? `(${text(part)})` : text(part);
  const write = (sign: string): string => `${side(node.left)} ${sign} ${side(node.right)}`;
  if (swap) return [{ kind: swap.kind, after: write(swap.to) }];
  const isCounting =
    operator === ts.SyntaxKind.PlusToken &&
    (ts.isNumericLiteral(node.left) || ts.isNumericLiteral(node.right));
  return isCounting ? [{ kind: 'number', after: write('-') }] : [];
}

/** One more than the number that is compared or counted with. */
function changeNumber(node: ts.NumericLiteral): Change[] {
  const { parent } = node;
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) return [];
  const value = Number(node.text);
  return Number.isInteger(value) ? [{ kind: 'number', after: String(value + 1) }] : [];
}

function changeTemplate(node: ts.TaggedTemplateExpression, text: (part: ts.Node) => string): Change[] {
  const tag = text(node.tag);
  if (!/^(sql|rawSql)$/.test(tag)) return [];
  const head = text(node).slice(0, -text(node.template).length);
  return changeSql(text(node.template)).map((after) => ({ kind: 'sql', after: `${head}${after}` }));
}

const otherMethod = new Map(
  Object.entries({
    some: 'every',
    every: 'some',
    startsWith: 'endsWith',
    endsWith: 'startsWith',
  }),
);

const otherBound = new Map(Object.entries({ min: 'max', max: 'min', floor: 'ceil', ceil: 'floor' }));

/** Links of a chain that leave something out or put it in order: without one, more comes through. */
const links = new Set(['filter', 'where', 'having', 'toSorted', 'sort', 'trim', 'reverse']);

const otherOperator = new Map(
  Object.entries({
    '=': '!=',
    '!=': '=',
    '<': '<=',
    '<=': '<',
    '>': '>=',
    '>=': '>',
    is: 'is not',
    'is not': 'is',
    in: 'not in',
    'not in': 'in',
  }),
);

function changeCall(node: ts.CallExpression, text: (part: ts.Node) => string): Change[] {
  const { expression: called, arguments: given } = node;
  if (!ts.isPropertyAccessExpression(called) || called.questionDotToken) return [];
  const name = called.name.text;
  const receiver = text(called.expression);
  const rest = text(node).slice(text(called).length);
  const changes: Change[] = [];
  const other = (receiver === 'Math' ? otherBound : otherMethod).get(name);
  if (other) changes.push({ kind: 'list', after: `${receiver}.${other}${rest}` });
  if (links.has(name)) changes.push({ kind: 'removed', after: receiver });
  const operator = given[1];
  if (name === 'where' && given.length === 3 && operator && ts.isStringLiteral(operator)) {
    const to = otherOperator.get(operator.text);
    if (to)
      changes.push({
        kind: 'sql',
        after: `${receiver}.where(${text(given[0]!)}, '${to}', ${text(given[2]!)})`,
      });
  }
  return changes;
}

const columnLists = /\.(select|columns|returning|groupBy)$/;

/** A list of names without each of them: a permission, a state, a kind that no longer counts. */
function dropElements(node: ts.ArrayLiteralExpression, text: (part: ts.Node) => string): Change[] {
  if (node.elements.length < 2 || !node.elements.every(ts.isStringLiteral)) return [];
  if (ts.isCallExpression(node.parent) && columnLists.test(text(node.parent.expression))) return [];
  return node.elements.map((dropped) => {
    const kept = node.elements.filter((element) => element !== dropped).map(text);
    return { kind: 'list', after: `[${kept.join(', ')}]` };
  });
}

/** What is written empty, kept as it was. */
function dropErased(node: ts.ObjectLiteralExpression, text: (part: ts.Node) => string): Change[] {
  const erased = node.properties.filter(
    (property) =>
      ts.isPropertyAssignment(property) && property.initializer.kind === ts.SyntaxKind.NullKeyword,
  );
  const isWritten = ts.isCallExpression(node.parent) && /\.set$/.test(text(node.parent.expression));
  if (!isWritten) return [];
  return erased.map((dropped) => {
    const kept = node.properties.filter((property) => property !== dropped).map(text);
    return { kind: 'removed', after: `{ ${kept.join(', ')} }` };
  });
}

const assignments = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.PlusEqualsToken,
  ts.SyntaxKind.MinusEqualsToken,
]);

/** Whether the statement does something whose absence would show: a call, a write, a refusal. */
export function isRemovable(node: ts.Node, text: (part: ts.Node) => string): boolean {
  if (ts.isThrowStatement(node)) return true;
  if (ts.isReturnStatement(node)) return !node.expression && ts.isIfStatement(node.parent);
  if (!ts.isExpressionStatement(node)) return false;
  const { expression } = node;
  const done = ts.isAwaitExpression(expression) ? expression.expression : expression;
  if (ts.isCallExpression(done)) return !/^(console|log|ctx\.log|super)\b/.test(text(done));
  return ts.isBinaryExpression(done) && assignments.has(done.operatorToken.kind);
}

function isAsked(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  return ts.isConditionalExpression(parent) && parent.condition === node;
}

/** A condition whose own sign is changed already. */
const isComparison = (node: ts.Expression): boolean =>
  ts.isPrefixUnaryExpression(node) ||
  (ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.InKeyword);

/** The declared type of the function whose value this expression is. */
function givenType(node: ts.Expression): ts.TypeNode | undefined {
  const { parent } = node;
  if (ts.isArrowFunction(parent)) return parent.body === node ? parent.type : undefined;
  if (!ts.isReturnStatement(parent)) return undefined;
  return ts.findAncestor(parent, (at): at is ts.SignatureDeclaration & ts.Node => ts.isFunctionLike(at))
    ?.type;
}

function constantsOf(type: ts.TypeNode, file: ts.SourceFile): string[] {
  if (ts.isTypePredicateNode(type)) return ['true', 'false'];
  const words = type.getText(file);
  const promised = /^Promise<(.*)>$/.exec(words)?.[1];
  const bare = promised ?? words;
  const isAsync = ts.canHaveModifiers(type.parent)
    ? ts.getModifiers(type.parent)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)
    : false;
  if (promised && !isAsync) return [];
  if (bare === 'boolean') return ['true', 'false'];
  if (bare === 'number') return ['0'];
  if (bare === 'string') return ["''"];
  if (/\[\]$/.test(bare)) return ['[]'];
  if (/\| null$/.test(bare)) return ['null'];
  return /\| undefined$/.test(bare) ? ['undefined'] : [];
}
