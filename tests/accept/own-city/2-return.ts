import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { createRandom } from '../../law/random.ts';
import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';
import { type CopiedCity, copyLivingCity } from './machines/copied-city.ts';
import { damagePlace, loseKey } from './machines/damage.ts';
import { isWhole, judgeReturn, type Verdict } from './machines/judge-return.ts';
import { copiesEnv, endChild, makePlace, startTownServer } from './machines/machine.ts';

/** Copies taken by the keeper under messages of residents, then back by `npm run restore` to moments of a seed; then damage. */

const RETURNS = Number(process.env.RETURNS ?? 30);
const MUTATIONS = Number(process.env.MUTATIONS ?? 2000);
const LOAD_SECONDS = Number(process.env.LOAD_SECONDS ?? 90);
/** What is damaged is read whole each time: a city that was written to so long has a file of every kind, and few of them. */
const DAMAGED_SECONDS = 20;
/** Returns that are not done by then are not done. */
const BUDGET_MS = Number(process.env.BUDGET_MINUTES ?? 15) * 60_000;
/** Returns that go on at once: each waits for its disk and its database half of its time. */
const LANES = 2;
/** Every so many returns the server is started on what came back. */
const OPENED_OF = 10;

interface Returned {
  at: number;
  seconds: number;
  /** Null: the command refused. */
  verdict: Verdict | null;
  /** Canaries erased after the moment that are there once the city is open; null = it was not opened. */
  alive: number | null;
}

/** A third right after something was acknowledged, where a second too many would be seen; the others anywhere. */
function drawMoments({ original, span }: CopiedCity, seed: number): number[] {
  const random = createRandom(seed, 30);
  const inside = original.sent.flatMap(({ doneAt }) =>
    doneAt !== null && doneAt > span.from && doneAt < span.to ? [doneAt] : [],
  );
  return Array.from({ length: RETURNS }, (_, turn) =>
    turn % 3 === 0 ? random.pick(inside) + 1 : random.int(span.from, span.to),
  );
}

async function countAlive(data: string, city: CopiedCity): Promise<number> {
  const postgres = await startPostgres({ dataDir: join(data, 'postgres') });
  const site = await startTownServer(data, postgres, { OTKLIK_ONLY: 'web' });
  const client = new pg.Client({ connectionString: postgres.ownerUrl });
  await client.connect();
  try {
    const erased = city.original.canaries.filter(({ erasing }) => erasing !== null).map(({ id }) => id);
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM media.contact WHERE id = ANY($1)',
      [erased],
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
    await endChild(site.process);
    await postgres.stop();
  }
}

async function goBack(
  city: CopiedCity,
  at: number,
  { isOpened, tell }: { isOpened: boolean; tell: (text: string) => void },
): Promise<Returned> {
  const outer = makePlace('back');
  const data = join(outer, 'data');
  const begun = Date.now();
  const said: string[] = [];
  try {
    const moment = new Date(at).toISOString();
    const args = ['scripts/restore.ts', '--from', city.place, '--data', data, '--at', moment];
    const { code } = await runProgram(args, (text) => said.push(text));
    const seconds = (Date.now() - begun) / 1000;
    if (code !== 0) {
      tell(`${moment}: ${said.slice(-3).join(' ')}`);
      return { at, seconds, verdict: null, alive: null };
    }
    const verdict = await judgeReturn(data, at, city.original);
    if (!isWhole(verdict)) tell(`${moment}: ${JSON.stringify(verdict)}`);
    return { at, seconds, verdict, alive: isOpened ? await countAlive(data, city) : null };
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

async function goBackAll(city: CopiedCity, seed: number, tell: (text: string) => void): Promise<Returned[]> {
  const end = Date.now() + BUDGET_MS;
  const done: Returned[] = [];
  const moments = drawMoments(city, seed).entries();
  const goAlong = async (): Promise<void> => {
    for (const [turn, at] of moments) {
      if (Date.now() > end) return;
      done.push(await goBack(city, at, { isOpened: turn % OPENED_OF === 0, tell }));
      if (done.length % 5 === 0) tell(`возвратов ${done.length}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, goAlong));
  return done;
}

const sum = (done: readonly Returned[], of: (verdict: Verdict) => number): number =>
  done.reduce((all, { verdict }) => all + (verdict ? of(verdict) : 0), 0);

function describeReturns(city: CopiedCity, done: readonly Returned[]): string[] {
  const { original, span } = city;
  const acknowledged = original.sent.filter(({ doneAt }) => doneAt !== null).length;
  const seconds = done.map((one) => one.seconds).toSorted((a, b) => a - b);
  const opened = done.flatMap(({ alive }) => alive ?? []);
  const forgotten = sum(done, (verdict) => verdict.forgotten);
  return [
    `подтверждено сообщений: ${acknowledged}, со снимком ${original.sent.filter(({ picture }) => picture).length}; ` +
      `вернуться можно к любому мигу ${Math.round((span.to - span.from) / 1000)} с; не принято ${city.refusals.length}`,
    `возвратов ${done.length} из ${RETURNS}, отказов ${done.filter(({ verdict }) => !verdict).length}; ` +
      `один — ${seconds[Math.floor(seconds.length / 2)]?.toFixed(1)} с (середина), дольше всех ${seconds.at(-1)?.toFixed(1)} с`,
    `потеряно подтверждённых ${sum(done, ({ lost }) => lost)}, пришло после мига ${sum(done, ({ strange }) => strange)} (нужно 0 и 0)`,
    `журнал не тот: ${done.filter(({ verdict }) => verdict?.journal).length} (нужно 0)`,
    `файлов не хватает ${sum(done, ({ missing }) => missing)}, ничьих ${sum(done, ({ dangling }) => dangling)} (нужно 0 и 0)`,
    `стёрто потом: ${original.canaries.filter(({ erasing }) => erasing).length} из ${original.canaries.length}; ` +
      `не на том списке ${forgotten}; открыто городов ${opened.length}, живых в них ${opened.reduce((a, b) => a + b, 0)} (нужно 0)`,
  ];
}

export const line: AcceptLine = {
  title: `Возврат к ${RETURNS} мигам под записью: всё подтверждённое на месте, лишнего нет; ${MUTATIONS} порч папки копий названы`,
  async run({ seed, tell }) {
    const folders: string[] = [];
    Object.assign(process.env, copiesEnv(''));
    try {
      const city = await copyLivingCity({ seed, seconds: LOAD_SECONDS, tell }, (one) => folders.push(one));
      const done = await goBackAll(city, seed, tell);
      const small = await copyLivingCity({ seed, seconds: DAMAGED_SECONDS, tell }, (one) =>
        folders.push(one),
      );
      tell('порчу папку копий');
      const { rounds, files, unnamed } = await damagePlace(small, { seed, rounds: MUTATIONS, tell });
      for (const one of unnamed.slice(0, 20)) tell(`не названо: ${one}`);
      const { wrong, lost } = await loseKey(city);
      const isListed = [wrong, lost].every((words) => /копии базы \(\d{4}-/u.test(words));
      return {
        isHeld:
          done.length === RETURNS &&
          done.every(({ verdict, alive }) => verdict && isWhole(verdict) && (alive ?? 0) === 0) &&
          unnamed.length === 0 &&
          isListed,
        figures: [
          ...describeReturns(city, done),
          `порч ${rounds} над ${files} файлами, не названо ${unnamed.length} (нужно 0)`,
          `без ключа: ${lost.slice(lost.indexOf('Не откроются'))}`,
          `другой пароль: названо ли, что закрыто — ${/Закрыты: /u.test(wrong) ? 'да' : 'НЕТ'}`,
        ],
      };
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }
  },
};
