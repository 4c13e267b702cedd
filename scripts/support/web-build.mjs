// Builds the pages when their sources have changed since the last build.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './children.mjs';
import { isRelease, projectRoot } from './places.mjs';
import { hashOfSources, isMarked } from './source-mark.mjs';

const mark = join(projectRoot, 'dist', 'web', '.sources');

/** Of everything the pages are made of. */
const hashOfPages = () => hashOfSources(['web', 'shared']);

/** Runs vite build. Returns its exit code. The mark is written last: an interrupted build is built again. */
export async function buildWeb({ quiet = false } = {}) {
  const wanted = hashOfPages();
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', 'web/vite.config.ts', ...(quiet ? ['--logLevel', 'warn'] : [])];
  // Whoever starts it may be a test: React would be built for development there, and pages could not be drawn by the server.
  const env = { NODE_ENV: 'production' };
  const { code } = await runChild(process.execPath, args, { cwd: projectRoot, env });
  if (code === 0) writeFileSync(mark, wanted);
  return code;
}

/** Builds if need be; throws when the build fails. */
export async function ensureWebBuilt(log = console.log) {
  if (isRelease() || isMarked(mark, hashOfPages())) return;
  log('· собираю страницы');
  if ((await buildWeb({ quiet: true })) !== 0) throw new Error('Страницы не собрались, причина выше.');
}
