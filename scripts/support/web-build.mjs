// Builds the pages when their sources have changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runChild } from './children.mjs';
import { isRelease, projectRoot } from './places.mjs';

const stamp = join(projectRoot, 'dist', 'web', '.sources');

function listFiles(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(dir, entry.name)) : [join(dir, entry.name)]));
}

/** One text for the content of everything the pages are made of. */
function hashOfSources() {
  const hash = createHash('sha256');
  const files = ['web', 'shared'].flatMap((name) => listFiles(join(projectRoot, name)));
  for (const file of [...files, join(projectRoot, 'package-lock.json')]) {
    hash
      .update(`${relative(projectRoot, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function isBuilt(wanted) {
  try {
    return readFileSync(stamp, 'utf8') === wanted;
  } catch {
    return false;
  }
}

/** Runs vite build. Returns its exit code. The mark is written last: an interrupted build is built again. */
export async function buildWeb({ quiet = false } = {}) {
  const wanted = hashOfSources();
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', 'web/vite.config.ts', ...(quiet ? ['--logLevel', 'warn'] : [])];
  // Whoever starts it may be a test: React would be built for development there, and pages could not be drawn by the server.
  const env = { NODE_ENV: 'production' };
  const { code } = await runChild(process.execPath, args, { cwd: projectRoot, env });
  if (code === 0) writeFileSync(stamp, wanted);
  return code;
}

/** Builds if need be; throws when the build fails. */
export async function ensureWebBuilt(log = console.log) {
  if (isRelease() || isBuilt(hashOfSources())) return;
  log('· собираю страницы');
  if ((await buildWeb({ quiet: true })) !== 0) throw new Error('Страницы не собрались, причина выше.');
}
