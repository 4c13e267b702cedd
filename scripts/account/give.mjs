// Gives files of a data folder to the account of its server. Root does this in folders that account may write to, and an intruder
// who has become it may put a link in the place of anything at any moment: so nothing is named by a path of two steps. Each folder
// is opened without following a link and what lies in it is reached through the open folder (/proc/self/fd, Linux).
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
} from 'node:fs';

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;

/** What of a data folder is the server's. The rest — the database, the locks, what an administrator put there — is not. */
export const serversOwn = [
  'files',
  'imports',
  'reconcile',
  'secret',
  'basemap.pmtiles',
  'seal-key',
  'seal-key.new',
  'seal-keys-old',
  'record-key',
  'day-roots',
];

/** Opens what lies at the path and is no link. */
function withOpen(path, work) {
  let fd;
  try {
    fd = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    // A link, or gone meanwhile: not ours to give.
    if (['ELOOP', 'ENOENT', 'ENXIO'].includes(error.code)) return;
    throw error;
  }
  try {
    work(fd, fstatSync(fd));
  } finally {
    closeSync(fd);
  }
}

const isHeld = (found, { uid, gid }) => found.uid === uid && found.gid === gid;

/** The folder itself comes last: what was interrupted is done again. One that is the account's already was given whole. */
function giveFolder(fd, found, account, depth) {
  if (isHeld(found, account) && depth > 0) return;
  const isTrusted = found.uid === 0;
  for (const name of readdirSync(`/proc/self/fd/${fd}`))
    givePath(`/proc/self/fd/${fd}/${name}`, isTrusted, account, depth + 1);
  fchownSync(fd, account.uid, account.gid);
}

/** In a folder others write to, a second name of a file may be the one they planted: its content may be anybody's. */
function givePath(path, isTrusted, account, depth) {
  withOpen(path, (fd, found) => {
    if (found.isDirectory()) giveFolder(fd, found, account, depth);
    else if (found.isFile() && (isTrusted || found.nlink === 1)) fchownSync(fd, account.uid, account.gid);
  });
}

/** An administrator may keep the files elsewhere and have put a link here; the account can neither make nor move one of root's. */
function followOwn(path) {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isSymbolicLink() && found.uid === 0 && existsSync(path) ? realpathSync(path) : path;
}

/**
 * Lets the account work in a data folder. One of root's stays root's, so that the account can neither move nor replace the
 * database and the locks in it: it may only add files of its own (the sticky bit). One of the account's own needs no leave, and
 * the database in it is theirs too.
 */
export function giveData(data, account) {
  withOpen(data, (fd, { uid, gid, mode }) => {
    const isTrusted = uid === 0 && gid !== account.gid;
    const names = account.isOwner ? [...serversOwn, 'postgres'] : serversOwn;
    for (const name of names) {
      const path = `/proc/self/fd/${fd}/${name}`;
      givePath(account.isOwner ? path : followOwn(path), isTrusted, account, 0);
    }
    if (account.isOwner) return;
    fchownSync(fd, 0, account.gid);
    fchmodSync(fd, (mode & 0o7777) | 0o1070);
  });
}

/** Makes a folder that is the account's. */
export function makeFolderOf(account, dir) {
  mkdirSync(dir, { recursive: true });
  withOpen(dir, (fd) => fchownSync(fd, account.uid, account.gid));
}
