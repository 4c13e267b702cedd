// Makes what the server runs of its sources, when they have changed since the last time.
import { join } from 'node:path';
import { runChild } from '../support/children.mjs';
import { builtServer, isRelease, projectRoot } from '../support/places.mjs';
import { hashOfSources, isMarked } from '../support/source-mark.mjs';

/** What a server may import. */
export const sourceFolders = ['server', 'shared', 'scripts'];

/** True for a file whose types are to be taken out before it runs. */
export const isServerSource = (path) => path.endsWith('.ts') && !/\.(?:test|d)\.ts$/.test(path);

/** Builds if need be; throws when the build fails. */
export async function ensureServerBuilt(log = console.log) {
  if (isRelease()) return;
  const wanted = hashOfSources(sourceFolders, isServerSource);
  if (isMarked(join(builtServer, '.sources'), wanted)) return;
  log('· собираю сервер');
  const args = [
    '--disable-warning=ExperimentalWarning',
    join(projectRoot, 'scripts', 'server-build', 'build.mjs'),
    wanted,
  ];
  const { code } = await runChild(process.execPath, args, { cwd: projectRoot });
  if (code !== 0) throw new Error('Сервер не собрался, причина выше.');
}
