interface Swap {
  found: RegExp;
  /** What stands there instead. */
  to: (match: string) => string;
}

const shift = (match: string): string => match.replace(/\d+$/, (digits) => String(Number(digits) + 1));

/** Mistakes in a condition of SQL. Whatever would not parse any more says nothing of the tests and is left out. */
const swaps: readonly Swap[] = [
  { found: /\bAND\b/g, to: () => 'OR' },
  { found: /\bOR\b(?! REPLACE)/g, to: () => 'AND' },
  { found: /(?<![-<>@|&=:])<(?![=>@<-])/g, to: () => '<=' },
  { found: /<=(?!>)/g, to: () => '<' },
  { found: /(?<![-<>@|&=])>(?![=>])/g, to: () => '>=' },
  { found: />=/g, to: () => '>' },
  { found: /<>/g, to: () => '=' },
  { found: /(?<![<>!:=])=(?![>=])/g, to: () => '<>' },
  { found: /\bIS NULL\b/g, to: () => 'IS NOT NULL' },
  { found: /\bIS NOT NULL\b/g, to: () => 'IS NULL' },
  { found: /\bIS DISTINCT FROM\b/g, to: () => 'IS NOT DISTINCT FROM' },
  { found: /\bIS NOT DISTINCT FROM\b/g, to: () => 'IS DISTINCT FROM' },
  { found: /\bNOT EXISTS\b/g, to: () => 'EXISTS' },
  { found: /(?<!NOT )\bEXISTS\b/g, to: () => 'NOT EXISTS' },
  { found: /\bNOT IN\b/g, to: () => 'IN' },
  { found: /(?<!NOT )\bIN \(/g, to: () => 'NOT IN (' },
  { found: /\bLEFT JOIN\b/g, to: () => 'JOIN' },
  { found: /\bmin\(/gi, to: () => 'max(' },
  { found: /\bmax\(/gi, to: () => 'min(' },
  { found: /\btrue\b/g, to: () => 'false' },
  { found: /\bfalse\b/g, to: () => 'true' },
  { found: /[<>=] \d+\b/g, to: shift },
];

/** The clause a place of a statement stands in: the last of these words before it. */
const clause =
  /\b(SELECT|FROM|WHERE|ON|HAVING|SET|VALUES|FILTER|BETWEEN|RETURNING|CASE|CONFLICT|DO UPDATE)\b/g;

const clauseAt = (text: string, at: number): string | undefined =>
  [...text.slice(0, at).matchAll(clause)].at(-1)?.[1];

/** `${…}` of a template and quoted words: what stands inside is not SQL. */
function foreignParts(template: string): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  for (let at = 0; at < template.length; at += 1) {
    const from = at;
    if (template.startsWith('${', at)) {
      for (let depth = 0; at < template.length; at += 1) {
        if (template[at] === '{') depth += 1;
        if (template[at] === '}') depth -= 1;
        if (template[at] === '}' && depth === 0) break;
      }
    } else if (template[at] === "'") at = template.indexOf("'", at + 1);
    else continue;
    if (at < 0) break;
    parts.push({ from, to: at });
  }
  return parts;
}

/** All versions of a template of SQL with one mistake each; `template` with its backquotes. */
export function changeSql(template: string): string[] {
  const foreign = foreignParts(template);
  const isSql = (at: number): boolean => !foreign.some(({ from, to }) => at >= from && at <= to);
  return swaps.flatMap(({ found, to }) =>
    [...template.matchAll(found)].flatMap((match) => {
      const [words] = match;
      const at = match.index;
      if (!isSql(at) || isAssigned(template, at, words) || isSpan(template, at, words)) return [];
      return [`${template.slice(0, at)}${to(words)}${template.slice(at + words.length)}`];
    }),
  );
}

/** `SET a = b` is no condition. */
const isAssigned = (template: string, at: number, words: string): boolean =>
  words.startsWith('=') && ['SET', 'DO UPDATE'].includes(clauseAt(template, at) ?? '');

/** `BETWEEN a AND b` is no conjunction. */
const isSpan = (template: string, at: number, words: string): boolean =>
  words === 'AND' && clauseAt(template, at) === 'BETWEEN' && !/\bAND\b/.test(lastSpan(template, at));

const lastSpan = (template: string, at: number): string =>
  template.slice(template.lastIndexOf('BETWEEN', at), at);
