import { spawn } from 'node:child_process';
import { collect, type Ran } from '../run-program.ts';

/** True where a user of nothing and a network of nothing can be made: both take root of Linux. */
export const canBeFresh = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/**
 * Runs words of the shell as `nobody`, with an empty environment and a network that reaches nothing but itself. Without root:
 * as ourselves, in our network.
 */
export function playAsFresh(home: string, script: string, tell: (text: string) => void): Promise<Ran> {
  const clean = ['env', '-i', `HOME=${home}`, 'PATH=/usr/bin:/bin', 'sh', '-ec', script];
  const apart = 'ip link set lo up; exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"';
  const [file = '', ...args] = canBeFresh() ? ['unshare', '-n', 'sh', '-c', apart, 'sh', ...clean] : clean;
  return collect(spawn(file, args, { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] }), tell);
}
