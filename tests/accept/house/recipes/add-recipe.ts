import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clone } from './clone.ts';

export interface Recipe {
  name: string;
  title: string;
  most: number;
  /** Paths whose lines are held against `most`. */
  counts: RegExp;
  /** What the rest of them is. */
  others?: string;
}

/** Lines put into a file that is there, or words changed in it. */
type Edit = { path: string } & ({ after: string; add: string } | { replace: string; by: string });

/** Test files, words about the module, and what a program writes are not what a recipe asks of a person. */
const isAside = (path: string): boolean => /\.test\.ts$|README\.md$|\.gen\.ts$/u.test(path);

function nextMigration(root: string): string {
  const last = readdirSync(join(root, 'migrations')).toSorted().at(-1)!;
  return String(Number(last.slice(0, 4)) + 1).padStart(4, '0');
}

function change(root: string, edit: Edit): void {
  const file = join(root, edit.path);
  const text = readFileSync(file, 'utf8');
  const [place, whole] = 'add' in edit ? [edit.after, `${edit.after}${edit.add}`] : [edit.replace, edit.by];
  if (!text.includes(place)) throw new Error(`${edit.path}: нет места «${place.trim()}»`);
  writeFileSync(file, text.replaceAll(place, whole));
}

/** Puts what is written for a recipe where it will lie, and counts it. */
export function addRecipe(clone: Clone, { name, title, most, counts, others }: Recipe) {
  const from = join(import.meta.dirname, name);
  for (const path of globSync('**/*.txt', { cwd: from })) {
    const to = path.replace(/\.txt$/u, '').replace('NNNN', nextMigration(clone.root));
    mkdirSync(dirname(join(clone.root, to)), { recursive: true });
    writeFileSync(join(clone.root, to), readFileSync(join(from, path)));
    clone.added.push(to);
  }
  const edits = JSON.parse(readFileSync(join(from, 'edits.json'), 'utf8')) as Edit[];
  for (const edit of edits) change(clone.root, edit);
  const written = [...clone.record(name)].filter(([path]) => !isAside(path));
  const sum = (isCounted: boolean): number =>
    written.reduce((total, [path, lines]) => total + (counts.test(path) === isCounted ? lines : 0), 0);
  const [lines, rest] = [sum(true), sum(false)];
  return {
    isShort: lines <= most,
    figures: [
      `${title}: ${lines} строк (нужно не больше ${most})${others ? `; ${others}: ${rest}` : ''}`,
      ...written.map(([path, count]) => `  ${path}: ${count}`),
    ],
  };
}
