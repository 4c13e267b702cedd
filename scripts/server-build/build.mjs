// Writes the lean texts of all a server may import. Usage: build.mjs HASH, what the sources are marked by.
import {
  chmodSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { builtServer, projectRoot } from '../support/places.mjs';
import { isMarked } from '../support/source-mark.mjs';
import { isServerSource, sourceFolders } from './ensure.mjs';
import { leanSource } from './lean-source.mjs';

const [mark = ''] = process.argv.slice(2);
mkdirSync(dirname(builtServer), { recursive: true });
const place = mkdtempSync(`${builtServer}-`);
try {
  const files = globSync(`{${sourceFolders.join(',')}}/**/*.ts`, { cwd: projectRoot }).filter(isServerSource);
  for (const file of files) {
    const to = join(place, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, leanSource(readFileSync(join(projectRoot, file), 'utf8')));
  }
  writeFileSync(join(place, '.sources'), mark);
  // The account of the server reads it.
  chmodSync(place, 0o755);
  // Two starts may build at once: either's is the same.
  rmSync(builtServer, { recursive: true, force: true });
  renameSync(place, builtServer);
} catch (error) {
  if (!isMarked(join(builtServer, '.sources'), mark)) throw error;
} finally {
  rmSync(place, { recursive: true, force: true });
}
