// Says whether what was built was built of the sources that lie here now.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from './places.mjs';

function listFiles(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(dir, entry.name)) : [join(dir, entry.name)]));
}

/** One text for the content of the folders and of the list of packages; `isSource(path)` leaves files out. */
export function hashOfSources(folders, isSource = () => true) {
  const hash = createHash('sha256');
  const files = folders.flatMap((name) => listFiles(join(projectRoot, name))).filter(isSource);
  for (const file of [...files, join(projectRoot, 'package-lock.json')]) {
    hash
      .update(`${relative(projectRoot, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** True when the build that wrote the mark was of these sources. */
export function isMarked(mark, wanted) {
  try {
    return readFileSync(mark, 'utf8') === wanted;
  } catch {
    return false;
  }
}
