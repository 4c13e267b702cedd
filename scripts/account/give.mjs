// Gives files of a data folder to the account of its server. Root does this in folders that account may write to, and an intruder
// who has become it may put a link in the place of anything at any moment: so nothing is named by a path of two steps. Each folder
// is opened without following a link and what lies in it is reached through the open folder (/proc/self/fd, Linux).
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
} from 'node:fs';

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
const folderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
const fileFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;

/** What of a data folder is the server's. The rest — the database, the locks, what an administrator put there — is not. */
export const serversOwn = [
  ...['files', 'imports', 'reconcile', 'secret', 'basemap.pmtiles'],
  ...['seal-key', 'seal-key.new', 'seal-keys-old'],
];

function withOpen(path, flags, work) {
  let fd;
  try {
    fd = openSync(path, flags);
  } catch (error) {
    // A link, or gone meanwhile: not ours to give.
    if (['ELOOP', 'ENOENT', 'ENOTDIR', 'ENXIO'].includes(error.code)) return;
    throw error;
  }
  try {
    work(fd);
  } finally {
    closeSync(fd);
  }
}

const isHeld = (found, { uid, gid }) => found.uid === uid && found.gid === gid;

/** In a folder others write to, a second name of a file may be the one they planted: its content may be anybody's. */
function giveFile(path, account, isTrusted) {
  withOpen(path, fileFlags, (fd) => {
    const found = fstatSync(fd);
    if (found.isFile() && (isTrusted || found.nlink === 1)) fchownSync(fd, account.uid, account.gid);
  });
}

/** The folder itself comes last: what was interrupted is done again. One that is the account's already was given whole. */
function giveFolder(path, account, depth) {
  withOpen(path, folderFlags, (fd) => {
    const found = fstatSync(fd);
    const isDone = isHeld(found, account);
    if (isDone && depth > 0) return;
    const isTrusted = found.uid === 0;
    for (const name of readdirSync(`/proc/self/fd/${fd}`))
      giveEntry({ parent: fd, name, isTrusted }, account, depth + 1);
    if (!isDone) fchownSync(fd, account.uid, account.gid);
  });
}

function giveEntry({ parent, name, isTrusted }, account, depth) {
  const path = `/proc/self/fd/${parent}/${name}`;
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) giveFolder(path, account, depth);
  else if (found?.isFile() && !isHeld(found, account)) giveFile(path, account, isTrusted);
}

/**
 * Lets the account work in a data folder. One of root's stays root's, so that the account can neither move nor replace the
 * database and the locks in it: it may only add files of its own (the sticky bit). One of the account's own needs no leave, and
 * the database in it is theirs too.
 */
export function giveData(data, account) {
  withOpen(data, folderFlags, (fd) => {
    const { uid, gid } = fstatSync(fd);
    const isTrusted = uid === 0 && gid !== account.gid;
    const names = account.isOwner ? [...serversOwn, 'postgres'] : serversOwn;
    for (const name of names) giveEntry({ parent: fd, name, isTrusted }, account, 0);
    if (account.isOwner) return;
    fchownSync(fd, 0, account.gid);
    fchmodSync(fd, (fstatSync(fd).mode & 0o7777) | 0o1070);
  });
}

/** Makes a folder that is the account's. */
export function makeFolderOf(account, dir) {
  mkdirSync(dir, { recursive: true });
  withOpen(dir, folderFlags, (fd) => fchownSync(fd, account.uid, account.gid));
}
