import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readMet } from '../support/site/failing-journey.ts';
import { changingRoutes } from '../support/site/failure-answers.ts';

/**
 * The journeys of tests/e2e, in which each command meets every failure before it is done: it must be told, and what was typed must
 * be there to send again. `npm run soak:failing-journeys -- [files]`. A journey that goes by a queue or counts its keys may end
 * before its time, for a press is made over; it is played again, `PLAYS` times in all, and goes further each time, for what has
 * failed once fails no more. Only a command that was not told of is a fault.
 */

const root = resolve(import.meta.dirname, '../..');
const log =
  process.env.FAILING_JOURNEYS ?? join(mkdtempSync(join(tmpdir(), 'otklik-journeys-')), 'met.jsonl');
const files = process.argv.slice(2);
const plays = Number(process.env.PLAYS ?? 3);
for (let play = 1; play <= plays; play += 1) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'e2e', ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FAILING_JOURNEYS: log },
  });
  if (status === 0) break;
}

const failed = readMet(log).filter(({ kind }) => kind !== 'outside');
const silent = failed.filter(({ isTold }) => !isTold);
const met = new Set(failed.map(({ route }) => route));
console.log(`\nнеудач: ${failed.length}, разных команд: ${met.size} из ${changingRoutes.length}`);
console.log(`не отправлено ни разу: ${changingRoutes.filter((id) => !met.has(id)).join(', ')}`);
for (const { route, kind, screen } of silent) console.log(`МОЛЧИТ: ${screen} — ${route} (${kind})`);
console.log(silent.length === 0 ? 'молчащих нет' : `молчащих: ${silent.length}`);
// Where nothing was met, nothing was played.
process.exitCode = silent.length === 0 && failed.length > 0 ? 0 : 1;
