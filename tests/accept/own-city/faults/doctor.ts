import { spawn } from 'node:child_process';
import { collect, root } from '../../run-program.ts';
import type { ListedFault } from './listed-fault.ts';
import type { Site } from './site.ts';

/** How the command is given: what its environment says beside the administrator's, what stands before it, and other options. */
export interface Question {
  env?: Readonly<Record<string, string>>;
  /** Names of the environment that are taken out of it. */
  without?: readonly string[];
  before?: readonly string[];
  /** Another Node than ours. */
  node?: string;
  args?: readonly string[];
}

export interface SaidTrouble {
  id: string;
  title: string;
  words: string;
  cure: string;
}

export interface Said {
  troubles: SaidTrouble[];
  ms: number;
  /** What it wrote where it could not say it as asked. */
  text: string;
}

/** Asks the command about an installation, as its administrator does. */
export async function askDoctor(
  site: Site,
  { env = {}, without = [], before = [], node = process.execPath, args }: Question = {},
): Promise<Said> {
  const begun = Date.now();
  const all = Object.assign({}, process.env, site.env, env);
  for (const name of without) delete all[name];
  const [file = '', ...rest] = [
    ...before,
    node,
    'scripts/run.mjs',
    'scripts/doctor.ts',
    '--json',
    ...(args ?? ['--data', site.data]),
  ];
  const child = spawn(file, rest, { cwd: root, env: all, stdio: ['ignore', 'pipe', 'pipe'] });
  let aside = '';
  const { lines } = await collect(child, (words) => {
    aside += `${words}\n`;
  });
  const text = lines.join('\n');
  try {
    const { troubles } = JSON.parse(text) as { troubles: SaidTrouble[] };
    return { troubles, ms: Date.now() - begun, text: aside };
  } catch {
    return { troubles: [], ms: Date.now() - begun, text: `${text}\n${aside}` };
  }
}

export interface Verdict {
  isNamed: boolean;
  /** Troubles that are said and not true. */
  strange: string[];
}

const sayingOf = ({ title, words }: SaidTrouble): string => `${title}. ${words}`;

/** Whether the fault is named with its cure, and what is said beside it that is not so. */
export function judgeSaid({ says, cure, beside }: ListedFault, { troubles, text }: Said): Verdict {
  // A program that cannot begin says it in a sentence of its own.
  if (troubles.length === 0 && text) return { isNamed: says.test(text) && cure.test(text), strange: [] };
  const named = troubles.filter((one) => says.test(sayingOf(one)));
  return {
    isNamed: named.some((one) => cure.test(one.cure)),
    strange: troubles
      .filter((one) => !named.includes(one) && !beside?.test(sayingOf(one)))
      .map((one) => `${one.id}: ${sayingOf(one)}`),
  };
}
