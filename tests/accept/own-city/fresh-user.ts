import { spawn } from 'node:child_process';

export interface Played {
  code: number;
  lines: string[];
}

/** True where a user of nothing and a network of nothing can be made: both take root of Linux. */
export const canBeFresh = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/**
 * Runs words of the shell as `nobody`, with an empty environment and a network that reaches nothing but itself. Without root:
 * as ourselves, in our network.
 */
export function playAsFresh(home: string, script: string, tell: (text: string) => void): Promise<Played> {
  const clean = ['env', '-i', `HOME=${home}`, 'PATH=/usr/bin:/bin', 'sh', '-ec', script];
  const apart = 'ip link set lo up; exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"';
  const [file = '', ...args] = canBeFresh() ? ['unshare', '-n', 'sh', '-c', apart, 'sh', ...clean] : clean;
  const child = spawn(file, args, { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  child.stdout
    .setEncoding('utf8')
    .on('data', (chunk: string) => lines.push(...chunk.split('\n').filter(Boolean)));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => tell(chunk.trimEnd()));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code: code ?? 1, lines }));
  });
}
