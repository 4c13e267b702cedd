import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPortFree } from '../support/ports.mjs';
import { isSameProcess } from '../support/processes.mjs';

/** Whether a start script keeps this folder: its lock names a process that lives. */
function isKept(data: string, role: string): boolean {
  try {
    return isSameProcess(JSON.parse(readFileSync(join(data, `start-${role}.lock`), 'utf8')));
  } catch {
    return false;
  }
}

/** Whether the server, or a part of it, works on this machine. */
export const isServerThere = (data: string): boolean => ['web', 'worker'].some((role) => isKept(data, role));

/** Why it could not begin: somebody else listens where it would. */
export async function isPortTaken({ port, host }: { port: number; host: string }): Promise<boolean> {
  return port !== 0 && !(await isPortFree(port, host));
}
