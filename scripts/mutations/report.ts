import type { Outcome } from './trials.ts';

interface Run {
  seed: number;
  /** All mutants the sample was drawn from. */
  of: number;
  minutes: string;
  /** Seconds of tests with a database one mutant might take. */
  database: number;
  /** Files of tests that fail with nothing wrong and were left out. */
  failing: readonly string[];
}

const inOneLine = (code: string): string => code.replaceAll(/\s+/g, ' ').replaceAll('`', "'").trim();

/** The part that differs, with a little of what stands around it. */
function difference(before: string, after: string): string {
  const [one, other] = [inOneLine(before), inOneLine(after)];
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const shorter = Math.min(one.length, other.length) - start;
  while (end < shorter && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const around = (text: string): string => {
    const from = Math.max(0, start - 40);
    const to = Math.min(text.length, text.length - end + 25);
    return `${from > 0 ? '…' : ''}${text.slice(from, Math.min(to, from + 160))}${to < text.length ? '…' : ''}`;
  };
  return other === '' ? `\`${one.slice(0, 120)}\` removed` : `\`${around(one)}\` → \`${around(other)}\``;
}

/** The report of a run, its last line and the share that was noticed. */
export function describeRun(outcomes: readonly Outcome[], { seed, of, minutes, database, failing }: Run) {
  const survived = outcomes.filter(({ killedBy }) => !killedBy);
  const killed = outcomes.length - survived.length;
  const share = outcomes.length === 0 ? 1 : killed / outcomes.length;
  const percent = (share * 100).toFixed(1);
  const line = `mutations: ${outcomes.length} tried, ${killed} killed, ${survived.length} survived (${percent} %), ${minutes} min`;
  const files = Map.groupBy(outcomes, ({ mutant }) => mutant.path);
  const rows = [...files].toSorted().map(([path, tried]) => {
    const left = tried.filter(({ killedBy }) => !killedBy).length;
    return `| ${path} | ${tried.length} | ${tried.length - left} | ${left} |`;
  });
  const lines = survived
    .toSorted(
      ({ mutant: one }, { mutant: other }) => one.path.localeCompare(other.path) || one.line - other.line,
    )
    .map(({ mutant, tried }) => {
      const { path, line: at, kind, before, after } = mutant;
      return `- ${path}:${at} (${kind}${tried === 0 ? ', no test meets it' : ''}): ${difference(before, after)}`;
    });
  const text = [
    '# Mutations of the rules',
    `${line}; seed ${seed}, drawn from ${of}; up to ${database} s of tests with a database each. \`npm run mutations\`, decision 0027.`,
    ...(failing.length > 0 ? [`Left out, failing with nothing wrong:\n\n${failing.join('\n')}`] : []),
    '## What survived',
    lines.join('\n') || 'Nothing.',
    '## By file',
    ['| file | tried | killed | survived |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ].join('\n\n');
  return { text: `${text}\n`, line, share };
}
