import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../lib/config.ts';

export type OutsideVerdict = 'none' | 'right' | 'wrong' | 'failed';

/**
 * Asks the program of the settings (OTKLIK_SIGNATURE_CHECK) about a signature: its words with {document} and {signature}
 * in place of the files. No shell; exit 0 is «right», another code «wrong»; what cannot start or takes too long has failed.
 */
export async function askOutside(
  { signatureCheck }: Pick<Config, 'signatureCheck'>,
  document: Buffer,
  cms: Buffer,
): Promise<OutsideVerdict> {
  if (!signatureCheck) return 'none';
  const folder = await mkdtemp(join(tmpdir(), 'otklik-signature-'));
  try {
    const files = { document: join(folder, 'document'), signature: join(folder, 'document.sig') };
    await Promise.all([writeFile(files.document, document), writeFile(files.signature, cms)]);
    const [program, ...args] = signatureCheck.command.map((word) =>
      word.replaceAll('{document}', files.document).replaceAll('{signature}', files.signature),
    );
    return await run(program!, args, signatureCheck.seconds * 1000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: string[], timeout: number): Promise<OutsideVerdict> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', timeout, killSignal: 'SIGKILL', shell: false });
    child.on('error', () => resolve('failed'));
    child.on('exit', (code) => resolve(code === 0 ? 'right' : code === null ? 'failed' : 'wrong'));
  });
}
