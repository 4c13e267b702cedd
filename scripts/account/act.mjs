// Commands that root types work on the files of an installation as its server would: what they write is the server's, and a link
// planted among them leads them nowhere root alone may go.
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  mkdtempSync,
  openSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { settleAccount } from './settle.mjs';

/** Runs `work` as the account, whose number alone changes: what is done after it is root's again. Nothing changes without one. */
async function actAs(account, work) {
  if (!account) return work();
  const groups = process.getgroups();
  process.setgroups([]);
  process.setegid(account.gid);
  process.seteuid(account.uid);
  try {
    return await work();
  } finally {
    process.seteuid(0);
    process.setegid(0);
    process.setgroups(groups);
  }
}

function canRead(path) {
  try {
    closeSync(openSync(path, constants.O_RDONLY));
    return true;
  } catch {
    return false;
  }
}

/** A copy of a file for the account, in a folder of root's; `path` itself where the account can read it. */
async function lend(account, path) {
  if (!account || (await actAs(account, () => canRead(path)))) return { path, drop: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'otklik-lent-'));
  const copy = join(folder, basename(path));
  copyFileSync(path, copy, constants.COPYFILE_EXCL);
  chownSync(copy, account.uid, account.gid);
  chmodSync(copy, 0o400);
  chmodSync(folder, 0o711);
  return { path: copy, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Who works on a data folder, for a command. Returns `{ act(work), lend(path) }`: the first runs work as the server's account,
 * the second makes a file of the caller readable to it. With `looksOnly` the folder is left as it is found.
 */
export function openAccount(data, { looksOnly = false } = {}) {
  const { account } = settleAccount({ data, looksOnly });
  return { act: (work) => actAs(account, work), lend: (path) => lend(account, path) };
}
