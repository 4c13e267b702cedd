import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Postgres } from '../scripts/postgres.mjs';
import {
  endChild,
  layTown,
  makePlace,
  startDatabase,
  startKeeper,
  startTownServer,
} from '../tests/accept/own-city/machines/machine.ts';
import { type LoadResult, runLoad } from './support/load.ts';
import { addBallast, beginCopy, endCopy, listRuns, middle, settle, shareOf } from './support/load-rounds.ts';
import type { Site } from './support/site.ts';

/** Messages a second through the door of the portal with and without a copy being taken, in turn. */

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const SECONDS = 10;
const CONNECTIONS = 16;
const BALLAST_MB = 1200;
const MOST = 0.1;

interface Round extends LoadResult {
  /** Share of the round a copy was being taken in. */
  copied: number;
}

async function playRound({ port }: Site, { url, ownerUrl }: Postgres, isCopied: boolean): Promise<Round> {
  await endCopy(url);
  await settle(ownerUrl);
  if (isCopied) await beginCopy(url);
  const from = Date.now();
  const script = { port, script: 'message', path: '/api/messages', connections: CONNECTIONS } as const;
  const load = await runLoad({ ...script, seconds: SECONDS });
  const copied = shareOf(await listRuns(url), from, Date.now());
  return { ...load, copied };
}

const rate = (rounds: readonly Round[]): number => middle(rounds.map(({ perSecond }) => perSecond));
const tail = (rounds: readonly Round[]): number => middle(rounds.map(({ p99 }) => p99));

/** Of each pair of neighbours: a database that grows, or a machine that is busy with other work, slows both. */
const slowdowns = (copied: readonly Round[], quiet: readonly Round[]): number[] =>
  copied.map(({ perSecond }, at) => 1 - perSecond / (quiet[at]?.perSecond ?? Number.NaN));

async function playAll(site: Site, postgres: Postgres): Promise<{ copied: Round[]; quiet: Round[] }> {
  const [copied, quiet]: [Round[], Round[]] = [[], []];
  for (let turn = 0; turn < ROUNDS; turn += 1)
    // Which of a pair comes first turns, so that neither always has the fuller database.
    for (const isCopied of turn % 2 === 0 ? [true, false] : [false, true]) {
      const round = await playRound(site, postgres, isCopied);
      (isCopied ? copied : quiet).push(round);
      console.log(
        `${isCopied ? 'с копией ' : 'без копии'} ${Math.round(round.perSecond)} в секунду, p99 ${round.p99.toFixed(0)} мс, копия шла ${Math.round(round.copied * 100)} % времени`,
      );
    }
  return { copied, quiet };
}

const [outer, place] = [makePlace('city'), makePlace('copies')];
const data = join(outer, 'data');
const postgres = await startDatabase(data);
await layTown(data, postgres);
await addBallast(postgres.ownerUrl, BALLAST_MB);
const site = await startTownServer(data, postgres, { OTKLIK_ONLY: 'web', OTKLIK_POOL: '12' });
const keeper = startKeeper(data, place);
try {
  while ((await listRuns(postgres.url)).length === 0) await sleep(500);
  const warm = { port: site.port, script: 'message', path: '/api/messages' } as const;
  await runLoad({ ...warm, connections: CONNECTIONS, seconds: SECONDS });
  const { copied, quiet } = await playAll(site, postgres);
  const slower = middle(slowdowns(copied, quiet));
  console.log(
    `Приём ${Math.round(rate(quiet))} в секунду без копии, ${Math.round(rate(copied))} с копией; середина пар: медленнее на ${(slower * 100).toFixed(1)} % (порог ${MOST * 100}).\n` +
      `p99 ${tail(quiet).toFixed(0)} и ${tail(copied).toFixed(0)} мс. Копия шла ${Math.round(middle(copied.map((one) => one.copied)) * 100)} % времени своих раундов; база ${BALLAST_MB} МБ, ${ROUNDS} пар по ${SECONDS} с.`,
  );
  process.exitCode = slower <= MOST ? 0 : 1;
} finally {
  await endChild(site.process);
  await endChild(keeper);
  await postgres.stop();
  for (const folder of [outer, place]) rmSync(folder, { recursive: true, force: true });
}
