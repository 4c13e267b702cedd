import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { canReach } from '../../../scripts/postgres/account.mjs';
import { projectRoot } from '../../../scripts/support/places.mjs';

/** The account a server of root's steps down to where the system has no `otklik`. */
export const stranger = { uid: 60_900, gid: 60_900 };

export const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** Tests are run by root, and neither the project nor Node is closed to other accounts. */
export const canStepDown =
  isRoot &&
  [projectRoot, join(projectRoot, 'node_modules')].every((dir) => canReach(stranger, dir)) &&
  spawnSync(process.execPath, ['--version'], stranger).status === 0;
