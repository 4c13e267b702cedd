// What `npm test -- --changed` runs: the checks of code, and the tests that stand near the files changed since a commit.
import { execFileSync } from 'node:child_process';
import { checks, runFiles } from './checks.mjs';
import { projectRoot } from './places.mjs';

const git = (...args) =>
  execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).split('\n').filter(Boolean);

/** Files that differ from a commit, new ones too; what is gone has no tests of its own. */
const listChanged = (ref) => [
  ...git('diff', '--name-only', '--diff-filter=d', ref, '--'),
  ...git('ls-files', '--others', '--exclude-standard'),
];

const ofBrowser = { 'tests/e2e/': 'e2e', 'tests/screens/': 'screens' };

/** Project of vitest → its test files to run. A journey is run when it was changed itself: it meets the whole product. */
export async function findTests(changed) {
  const { listTests, readImports, testsNear } = await import('./near-tests.ts');
  const all = git('ls-files', '--cached', '--others', '--exclude-standard');
  const near = testsNear(listTests(all), readImports(projectRoot), 'name');
  const found = new Map();
  const add = (project, path) => found.set(project, (found.get(project) ?? new Set()).add(path));
  for (const test of listTests(changed)) add(test.project, test.path);
  for (const path of changed) {
    for (const test of near(path)) add(test.project, test.path);
    for (const [folder, project] of Object.entries(ofBrowser))
      if (path.startsWith(folder) && path.endsWith('.test.ts')) add(project, path);
  }
  return found;
}

/** Checks for the files changed since `ref`, each with its title; empty when nothing was. */
export async function checksOfChanged(ref) {
  const changed = listChanged(ref);
  if (changed.length === 0) return [];
  const tests = await findTests(changed);
  const isTouched = ({ name, lane }) =>
    lane === 'code' && name !== 'knip' && (!name.startsWith('types-') || changed.some(isTyped(name)));
  return checks.flatMap((check) => {
    if (isTouched(check)) return [check];
    const files = [...(tests.get(check.name) ?? [])];
    if (files.length === 0) return [];
    return [{ ...check, title: `${check.title}, файлов: ${files.length}`, run: runFiles(check.name, files) }];
  });
}

/** What is shared is typed again in both worlds. */
const isTyped = (name) => (path) => path.startsWith('shared/') || path.startsWith(`${name.slice(6)}/`);
