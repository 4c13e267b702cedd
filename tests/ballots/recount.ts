import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';

/** Whether there is a Python here: the verifier of another language is tried where it can run. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

export interface Published {
  protocol: string;
  signature: string;
  protocolKey: { n: string };
  ballotKey: { n: string };
  receipts: string[];
  ballots: { prefix: string; text: string; signature: string }[];
}

const script = join(import.meta.dirname, 'recount.py');

/** What the script says of a file. */
export async function recount(file: string, code = ''): Promise<{ faults: string[] }> {
  try {
    const { stdout } = await promisify(execFile)('python3', [script, file, code]);
    return JSON.parse(stdout);
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout);
  }
}

/** One change of each kind; a whole series is `npm run accept -- participation`. */
export async function refuseMutations(published: Published, folder: string): Promise<void> {
  const touch = (text: string) => `${text.slice(0, 40)}${text[40] === 'a' ? 'b' : 'a'}${text.slice(41)}`;
  /** The same ballot with another choice. */
  const another = (text: string) =>
    text.includes('titova') ? text.replace('titova', 'suvorova') : text.replace(/suvorova|unsure/u, 'titova');
  const [first, ...rest] = published.ballots;
  if (!first) throw new Error('no ballots');
  const changed: Partial<Published>[] = [
    { protocol: published.protocol.replace('"taken":10', '"taken":11') },
    { signature: touch(published.signature) },
    { protocolKey: { ...published.protocolKey, n: touch(published.protocolKey.n) } },
    { ballotKey: { ...published.ballotKey, n: touch(published.ballotKey.n) } },
    { receipts: published.receipts.slice(1) },
    { receipts: [touch(published.receipts[0] ?? ''), ...published.receipts.slice(1)] },
    { ballots: rest },
    { ballots: [first, ...published.ballots] },
    { ballots: [...rest, first] },
    { ballots: [{ ...first, signature: touch(first.signature) }, ...rest] },
    {
      ballots: [{ ...first, text: another(first.text) }, ...rest],
    },
  ];
  for (const [at, change] of changed.entries()) {
    const file = join(folder, `mutation-${at}.json`);
    writeFileSync(file, JSON.stringify({ ...published, ...change }));
    const { faults } = await recount(file);
    expect(faults.length, JSON.stringify(Object.keys(change))).toBeGreaterThan(0);
  }
}
