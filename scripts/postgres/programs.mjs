// The programs of PostgreSQL, and running one to its end.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Path of a program. */
export const program = (native, name) =>
  join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** Path of the server program. */
export const serverProgram = (native) => program(native, 'postgres');

/** Runs a program to its end with words for its input; `{ ok, output }`. */
export function run(file, args, { account, cwd, input = '' }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...account, cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
    child.stdin.end(input);
  });
}
