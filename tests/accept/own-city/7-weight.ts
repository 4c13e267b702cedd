import { basename } from 'node:path';
import { findFreePort } from '../../../scripts/support/ports.mjs';
import type { AcceptLine } from '../line.ts';
import { makeArchive, newHome } from './archive.ts';
import { playAsFresh } from './fresh-user.ts';

/** What an archive weighs, and how soon it is ready on data that are there. */

const MOST_MB = 250;
const READY_MS = 3000;
const STARTS = 3;
/** How long a start is waited for before it is given up. */
const PATIENCE_MS = 60_000;

/** Starts the program, asks until it is ready, stops it; says the milliseconds of each start. */
const measure = (city: string, port: number): string => `
import { spawn, spawnSync } from 'node:child_process';
const ms = [];
for (let turn = 0; turn < ${STARTS}; turn += 1) {
  const begun = performance.now();
  spawn('${city}/bin/otklik', ['start'], { stdio: 'ignore' });
  let isUp = false;
  while (!isUp && performance.now() - begun < ${PATIENCE_MS}) {
    isUp = await fetch('http://127.0.0.1:${port}/readyz', { signal: AbortSignal.timeout(5000) }).then((reply) => reply.ok, () => false);
    if (!isUp) await new Promise((done) => setTimeout(done, 20));
  }
  if (!isUp) break;
  ms.push(Math.round(performance.now() - begun));
  await new Promise((done) => setTimeout(done, 1500));
  spawnSync('${city}/bin/otklik', ['stop']);
}
console.log('ГОТОВ', ms.join(' '));
`;

export const line: AcceptLine = {
  title: `Пакеты выпуска ≤ ${MOST_MB} МБ, готов за ≤ ${READY_MS / 1000} с`,
  async run({ tell }) {
    const archive = await makeArchive(tell);
    const { home, drop } = newHome(archive);
    const port = await findFreePort(3400);
    const city = `${home}/city`;
    const name = basename(archive.file, '.tar.gz');
    try {
      const played = await playAsFresh(
        home,
        `tar -xzf ${name}.tar.gz
${name}/install.sh --prefix ${city} --port ${port}
${city}/bin/otklik stop
${city}/current/runtime/node --input-type=module -e "${measure(city, port).replaceAll('$', '\\$').replaceAll('"', '\\"')}"`,
        tell,
      );
      const starts = (/^ГОТОВ (.+)$/mu.exec(played.lines.join('\n'))?.[1] ?? '')
        .split(' ')
        .filter(Boolean)
        .map(Number);
      const middle = starts.toSorted((a, b) => a - b)[Math.floor(starts.length / 2)];
      return {
        isHeld:
          starts.length === STARTS &&
          middle !== undefined &&
          middle <= READY_MS &&
          archive.packages <= MOST_MB,
        figures: [
          `пакеты: ${archive.packages} МБ (порог ${MOST_MB})`,
          `готов: ${starts.join(', ') || 'не измерено'} мс, середина ${middle ?? '—'} (порог ${READY_MS})`,
        ],
      };
    } finally {
      await playAsFresh(home, `${city}/bin/otklik stop || true`, tell);
      drop();
    }
  },
};
