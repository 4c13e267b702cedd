import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AcceptLine } from '../line.ts';
import { root } from '../run-program.ts';
import { countSource, type SourceCounts } from './count-source.ts';

/** The last state before the systems of the decree became folders (decision 0026). */
const BEFORE = '09d07fd7';
/** What did not stand then: it is counted apart. */
const NEW =
  /^(server\/(lib\/(outbound|exchange\/|charts\/|reports\/|jobs\/converse)|base\/(exchange|machines|clocks)\/|messages\/(channels\/adapters|cases\/colleagues)\/)|web\/(ui\/chart|staff\/base\/exchange|staff\/settings\/(exchange|machines))\/|shared\/(charts\/|contract\/base\/(exchange|machines|clocks)))/u;

/** Sources of a commit: path → text. */
function readCommit(commit: string): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-commit-'));
  try {
    const archive = execFileSync('git', ['archive', commit, 'server', 'shared', 'web'], {
      cwd: root,
      maxBuffer: 1 << 28,
    });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    const paths = globSync('{server,shared,web}/**/*.{ts,tsx}', { cwd: folder });
    return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isProduct = (path: string): boolean =>
  /^(server|shared|web)\/.*\.tsx?$/u.test(path) && !/\.test\.|\.gen\.|^server\/demo\//u.test(path);

interface Product {
  files: Map<string, string>;
  /** By the part of the house a person would name: the server, its world of the web, what is shared. */
  parts: Map<string, SourceCounts>;
}

const partOf = (path: string): string =>
  /^(server|shared|web\/(?:staff|portal|ui|lib))/u.exec(path)?.[1] ?? 'web';

function read(commit: string): Product {
  const files = new Map([...readCommit(commit)].filter(([path]) => isProduct(path)));
  const parts = new Map<string, SourceCounts>();
  for (const [path, source] of files) {
    const part = NEW.test(path) ? 'новое' : partOf(path);
    const known = parts.get(part) ?? { tokens: 0, lines: 0, casts: 0, handWired: 0 };
    const counted = countSource(path, source);
    parts.set(part, {
      tokens: known.tokens + counted.tokens,
      lines: known.lines + counted.lines,
      casts: known.casts + counted.casts,
      handWired: known.handWired + counted.handWired,
    });
  }
  return { files, parts };
}

const sum = ({ parts }: Product, what: keyof SourceCounts): number =>
  [...parts].reduce((total, [part, counts]) => total + (part === 'новое' ? 0 : counts[what]), 0);

/** Files of fewer than forty lines that one other file imports, by path. */
function findFragments({ files }: Product): Set<string> {
  const importers = new Map<string, number>();
  for (const [path, source] of files)
    for (const [, name] of source.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/gu)) {
      const target = new URL(name!, `file:///${path}`).pathname.slice(1);
      importers.set(target, (importers.get(target) ?? 0) + 1);
    }
  const isFragment = ([path, source]: [string, string]) =>
    source.split('\n').length < 40 && importers.get(path) === 1;
  return new Set([...files].filter(isFragment).map(([path]) => path));
}

/** Screens the sections of the workplace declare. */
const countScreens = ({ files }: Product): number =>
  [...files]
    .filter(([path]) => /^web\/staff\/.*section\.ts$/u.test(path))
    .reduce((total, [, source]) => total + [...source.matchAll(/\b(?:screen|thing|bare)\(\s*'/gu)].length, 0);

const percent = (before: number, now: number): string => `${(((now - before) / before) * 100).toFixed(1)} %`;

export const line: AcceptLine = {
  title: 'того, что стояло, стало меньше, а не плотнее',
  async run() {
    const [before, now] = [read(BEFORE), read('HEAD')];
    const tokens = [sum(before, 'tokens'), sum(now, 'tokens')] as const;
    const casts = [sum(before, 'casts'), sum(now, 'casts')] as const;
    const handWired = sum(now, 'handWired');
    const staff = now.parts.get('web/staff')!;
    const screens = countScreens(now);
    const aScreen = Math.round(staff.lines / screens);
    const names = [...new Set([...before.parts.keys(), ...now.parts.keys()])].sort();
    return {
      isHeld: tokens[1] <= tokens[0] * 0.93 && casts[1] * 2 <= casts[0] && handWired === 0 && aScreen <= 600,
      figures: [
        ...names.map((part) => {
          const [was, is] = [before.parts.get(part), now.parts.get(part)];
          return `${part}: слов кода ${was?.tokens ?? 0} → ${is?.tokens ?? 0}, строк ${was?.lines ?? 0} → ${is?.lines ?? 0}`;
        }),
        `слов кода без нового: ${tokens[0]} → ${tokens[1]}, ${percent(...tokens)} (нужно −7 %)`,
        `приведений типа (as, !): ${casts[0]} → ${casts[1]} (нужно не больше половины)`,
        `полей, связанных вручную: ${sum(before, 'handWired')} → ${handWired} (нужно 0)`,
        `web/staff: строк на экран ${aScreen}, экранов ${screens} (нужно не больше 600)`,
        `файлов короче 40 строк с одним читателем: ${findFragments(before).size} → ${findFragments(now).size}`,
      ],
    };
  },
};
