/** Which files of the project go into a release: what works in an installation, and what its administrator reads. */

const folders = ['server', 'shared', 'packs', 'migrations', 'scripts', 'docs', 'deploy'];
const files = ['package.json', 'package-lock.json', 'LICENSE', 'CHANGELOG.md', 'README.md'];

/** For those who make the program, or whom it would need its tests. */
const ours = [
  /^scripts\/(?:city-pack|eval|mutations|personal-set|release)\//u,
  /^scripts\/(?:check-\w+|db-types|fakes|screenshots|settings-page)\.ts$/u,
  /^scripts\/server-build\/(?:build|lean-source)\.mjs$/u,
  /^scripts\/(?:dev|test|docs-modules|with-test-db)\.mjs$/u,
  /^scripts\/eval[\w-]*\.mjs$/u,
  /^scripts\/support\/(?:changed|checks|near-tests|unhandled-reporter)\.\w+$/u,
  /^docs\/(?:screenshots|decisions)\//u,
  /^docs\/audit-/u,
];

const isTest = (path: string): boolean => /\.test\.\w+$|\.d\.mts$|tsconfig/u.test(path);

export function isShipped(path: string): boolean {
  if (files.includes(path)) return true;
  const [folder = ''] = path.split('/');
  return folders.includes(folder) && !isTest(path) && !ours.some((one) => one.test(path));
}

/** Names of what a source takes: modules and packages it imports, at its beginning or when they are needed; types are no file. */
export function listImports(text: string): string[] {
  const found: string[] = [];
  for (const [, words = '', name = ''] of text.matchAll(
    /^(?:import|export)\s+([\w\s{},*$]*?\sfrom\s+)?'([^']+)'/gmu,
  ))
    if (!words.startsWith('type ')) found.push(name);
  for (const [, name = ''] of text.matchAll(/\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?'([^']+)'/gu))
    found.push(name);
  for (const [, name = ''] of text.matchAll(/\bnew URL\('([^']+\.(?:ts|mjs))',\s*import\.meta\.url\)/gu))
    found.push(name);
  for (const [, name = ''] of text.matchAll(/\brequire\.resolve\([`']([^`']+)[`']/gu)) found.push(name);
  return found;
}

/** `@a/b/c` → `@a/b`; undefined for a file of ours and for what Node has itself. */
export function packageOf(name: string): string | undefined {
  if (name.startsWith('.') || name.startsWith('node:') || name.startsWith('/')) return undefined;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
