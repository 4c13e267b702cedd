// Run as the account of the server, from its standard input, for the project may be closed to it: says on one line of JSON what
// stands in its way, `{}` when nothing does. Its argument is JSON: `{ sources, packages, writable, folder, port, host }`; of the folder
// only the way to it counts.
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

const { R_OK, W_OK, X_OK } = constants;

function isOpen(path, mode) {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

const modeOf = (path) => (statSync(path).isDirectory() ? R_OK | X_OK : R_OK);

/** What is closed: the folder above that cannot be passed, or the path itself. */
function blame(path) {
  const above = [];
  for (let dir = dirname(path); dir !== dirname(dir); dir = dirname(dir)) above.unshift(dir);
  const barred = above.find((dir) => !isOpen(dir, X_OK));
  return barred ? { barred } : { closed: path };
}

function findClosed(path, depth) {
  try {
    if (!isOpen(path, modeOf(path))) return blame(path);
    if (depth === 0 || !statSync(path).isDirectory()) return undefined;
    for (const name of readdirSync(path)) {
      const closed = findClosed(join(path, name), depth - 1);
      if (closed) return closed;
    }
    return undefined;
  } catch (error) {
    // What does not exist is somebody else's trouble.
    return error.code === 'ENOENT' ? undefined : blame(path);
  }
}

function canListen({ port, host }) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code !== 'EACCES'));
    probe.listen({ port, host }, () => probe.close(() => resolve(true)));
  });
}

/** The same of a folder to write in. */
function findReadOnly(path) {
  if (isOpen(path, W_OK | X_OK)) return undefined;
  const { barred } = blame(path);
  return barred ? { barred } : { readOnly: path };
}

const wanted = JSON.parse(process.argv[2]);
const found =
  wanted.sources.map((path) => findClosed(path, Number.POSITIVE_INFINITY)).find(Boolean) ??
  wanted.packages.map((path) => findClosed(path, 1)).find(Boolean) ??
  wanted.writable.map(findReadOnly).find(Boolean) ??
  [blame(wanted.folder)].find(({ barred }) => barred);
console.log(JSON.stringify(found ?? ((await canListen(wanted)) ? {} : { port: wanted.port })));
