import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import Supercluster from 'supercluster';
import { createApp } from '../server/app.ts';
import { whole } from '../server/heatmap/figures/cube/query.ts';
import {
  currentFigures,
  saveNow,
  startRollup,
  whenFilled,
  whenRolledUp,
} from '../server/heatmap/figures/index.ts';
import { readConfig } from '../server/lib/config.ts';
import { createLog } from '../server/lib/log.ts';
import { speakTo } from '../tests/support/site/server.ts';
import { signInAs } from '../tests/support/site/sign-in.ts';
import { askDuck, openDuck, serveDuck } from './support/duck.ts';
import { DAYS, ensureHeatCity, LAST_DAY } from './support/heat-city.ts';
import { cellsOf, type PivotReply, pathOf, requireSame, tables } from './support/heat-tables.ts';
import { runLoad } from './support/load.ts';
import { startCluster, startServer } from './support/site.ts';

/**
 * The heat map on ten million cases: tables over random windows through HTTP, three years and a month, the map of the
 * city, a tile, the cost of one change — beside GROUP BY on the same PostgreSQL, DuckDB on the same rows, supercluster.
 */

const CASES = Number(process.env.BENCH_CASES ?? 10_000_000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const SEAL = 'bench-bench-bench-bench-bench-bench';

const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
const format = (value: number, digits = 0): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const dayBack = (days: number): string =>
  new Date(Date.parse(`${LAST_DAY}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

const lines: string[] = [];
const say = (...text: string[]): void => {
  lines.push(...text);
  for (const line of text) console.log(line);
};

const cluster = await startCluster();
const dataDir = mkdtempSync(join(tmpdir(), 'otklik-heat-'));
const { url, madeIn } = await ensureHeatCity(cluster, CASES);
say(
  '# Тепловая карта',
  '',
  `Машина: 2 × ${cpus()[0]?.model ?? '?'}, ядро ${release()}, Node ${process.version}. PostgreSQL 17 встроенный. Дата ${new Date().toISOString().slice(0, 10)}.`,
  `Дел ${format(CASES)} за ${DAYS} дней (bench/support/heat-city.ts)${madeIn === null ? ', взяты с прошлого раза' : `, созданы за ${format(madeIn)} с`}.`,
  '',
);
const env = {
  DATABASE_URL: url,
  OTKLIK_DATA: dataDir,
  OTKLIK_SEAL_KEY: SEAL,
  OTKLIK_REQUESTS_PER_MINUTE: '0',
  LOG_LEVEL: 'warn',
};
const app = await createApp({
  config: readConfig({ ...env, OTKLIK_FIGURES_LAG_MS: '250' }),
  log: createLog('warn'),
});
try {
  const filled = await timed(() => whenFilled(app.services));
  const { cube, places } = (await currentFigures(app.services))!;
  const saved = await timed(() => saveNow(app.services));
  const bytes = cube.bytes();
  const megabytes = (count: number): string => format(count / 2 ** 20);
  const cookie = await signInAs(speakTo(app), 'head');
  say(
    '## Память и начало работы',
    '',
    `Дела ${megabytes(bytes.cases)} МБ, имена ${megabytes(bytes.names)} МБ, суммы «поступило» ${megabytes(bytes.sums)} МБ, места для плиток ${megabytes(places.bytes())} МБ. Чтение при этом запуске ${format(filled.ms / 1000, 1)} с, сохранение ${format(saved.ms / 1000, 1)} с.`,
    '',
  );
  const rolled = await timed(() => {
    startRollup(app.services);
    return whenRolledUp(app.services);
  });
  const size = await app.pool.query<{ rows: number; bytes: number }>(
    "SELECT count(*)::int AS rows, pg_total_relation_size('heatmap.rollup')::float8 AS bytes FROM heatmap.rollup",
  );
  const { rows: rollupRows, bytes: rollupBytes } = size.rows[0]!;
  say(
    `Суммы по месяцам в базе (для города, который не помещается в память): строк ${format(rollupRows)}, ${megabytes(rollupBytes)} МБ${rolled.ms > 3000 ? `, сложены за ${format(rolled.ms / 1000, 1)} с` : ', сложены раньше'}.`,
    '',
  );
  await measureChanges();
  await measureVisible(app.pool, cookie);
  await measureMap(app.pool);
  await measureList(cookie);
  await measureTables(cookie);

  /** What a press on a number opens. */
  async function measureList(session: string): Promise<void> {
    const ask = async (): Promise<number[]> => {
      const times: number[] = [];
      for (let round = 0; round < 30; round += 1) {
        const url = `/api/cases?from=${dayBack(900 - round * 20)}&to=${dayBack(round * 5)}&districtId=${round % 2 ? 'sinarsky' : 'krasnogorsky'}&block=roads`;
        const { ms, result } = await timed(() =>
          app.http.inject({ url, headers: { cookie: session, 'x-otklik': '1' } }),
        );
        if (result.statusCode !== 200) throw new Error(`${url}: ${result.body}`);
        times.push(ms);
      }
      return times;
    };
    const cold = await ask();
    const warm = [...(await ask()), ...(await ask())];
    say(
      `Список дел за числом (район × блок, окно от месяцев до трёх лет): медиана ${format(median(warm), 1)} мс, худший ${format(Math.max(...warm), 1)} мс; первый круг, страницы с диска, медиана ${format(median(cold), 1)} мс, худший ${format(Math.max(...cold), 1)} мс.`,
      '',
    );
  }

  async function measureChanges(): Promise<void> {
    const day = Math.floor(Date.parse(LAST_DAY) / 86_400_000);
    const costs = (back: number) => {
      const list: number[] = [];
      for (let at = 0; at < 2000; at += 1) {
        const facts = {
          day: day - back,
          district: 'sinarsky.trubny',
          block: 'roads',
          fact: 'roads.pavement.pothole',
          channel: 'pos',
          unit: null,
          hexagon: '89112e4d96fffff',
          square: null,
          dueAt: null,
          importance: 'normal',
          outcome: null,
          rating: null,
          isAnswered: at % 2 === 0,
          isLate: false,
          isReopened: false,
          isReworked: false,
          isDeferred: false,
          isSignedIn: false,
          isOpen: true,
          isCounted: true,
          restedDay: null,
          brokenDay: null,
          rests: [],
        };
        const started = performance.now();
        cube.add(facts);
        list.push((performance.now() - started) * 1000);
        if (!cube.remove(facts)) throw new Error('Дело не снято');
      }
      return median(list);
    };
    say(
      '## Одно дело',
      '',
      `Принять в числа дело сегодняшнего дня ${format(costs(0), 1)} мкс, дело двухнедельной давности ${format(costs(14), 1)} мкс, прошлогоднее ${format(costs(365), 1)} мкс (медиана 2 000).`,
      '',
    );
  }

  async function measureVisible(pool: pg.Pool, session: string): Promise<void> {
    const server = await startServer(url, {
      OTKLIK_SEAL_KEY: SEAL,
      OTKLIK_ONLY: 'web',
      OTKLIK_DATA: dataDir,
    });
    const read = async (): Promise<number> => {
      const reply = await fetch(
        `http://127.0.0.1:${server.port}/api/heatmap/pivot?rows=block&columns=channel&block=roads&from=${LAST_DAY}&to=${LAST_DAY}`,
        { headers: { cookie: session, 'x-otklik': '1' } },
      );
      return ((await reply.json()) as { total: number }).total;
    };
    await waitWarm(server.port, session);
    const waits: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const before = await read();
      const { ms } = await timed(async () => {
        await pool.query(
          `UPDATE cases.case_file SET block = 'energy' WHERE id = (SELECT id FROM cases.case_file WHERE block = 'roads' AND registered_at > '${LAST_DAY}' LIMIT 1)`,
        );
        while ((await read()) === before) await new Promise((done) => setTimeout(done, 5));
      });
      waits.push(ms);
    }
    await server.stop();
    // The city stays as it was made.
    await pool.query(
      `UPDATE cases.case_file SET block = 'roads' WHERE block = 'energy' AND fact_id LIKE 'roads.%' AND registered_at > '${LAST_DAY}'`,
    );
    say(
      `Изменение видно в таблице через ${format(median(waits))} мс, худшее ${format(Math.max(...waits))} мс (15 раз; цель 1 с).`,
      '',
    );
  }

  async function measureMap(pool: pg.Pool): Promise<void> {
    const now = Date.parse(LAST_DAY);
    const last = Math.floor(now / 86_400_000);
    const count = (from: number, to: number, block: boolean) => {
      const wanted = cube.names.block.find('roads');
      return cube.count({
        rows: { of: 'hexagon', size: cube.spots.hexagons.size(), line: (code) => code },
        columns: whole,
        filters: block ? [{ of: 'block', takes: (code) => code === wanted }] : [],
        from,
        to,
        measure: 'received',
        now,
      });
    };
    const rounds = async (work: (round: number) => unknown, times = 15) => {
      const list: number[] = [];
      for (let round = 0; round < times; round += 1) list.push((await timed(() => work(round))).ms);
      return median(list);
    };
    const naive =
      (from: string, more = '') =>
      () =>
        pool.query(
          `SELECT h3, count(*) FROM cases.case_file WHERE registered_at >= '${from}'${more} GROUP BY h3`,
        );
    const three = await rounds((round) => count(last - 1095 + round, last, false));
    const month = await rounds((round) => count(last - 30 - round, last - round, false));
    const roads = await rounds((round) => count(last - 700 + round, last - round, true));
    const slow = await rounds(naive(dayBack(1095)), 3);
    const slowMonth = await rounds(naive(dayBack(30)), 3);
    const slowRoads = await rounds(naive(dayBack(700), " AND block = 'roads'"), 3);
    say('## Карта', '', '| что | Отклик, мс | GROUP BY, мс | раз |', '| --- | ---: | ---: | ---: |');
    for (const [title, ours, theirs] of [
      ['гексагоны города, три года', three, slow],
      ['гексагоны города, месяц', month, slowMonth],
      ['гексагоны города, один блок, 700 дней', roads, slowRoads],
    ] as const)
      say(`| ${title} | ${format(ours, 2)} | ${format(theirs)} | ${format(theirs / ours)} |`);
    await measureTile(pool, last);
  }

  async function measureTile(pool: pg.Pool, last: number): Promise<void> {
    const { rows } = await pool.query<{ lat: number; lon: number }>(
      `SELECT lat, lon FROM cases.case_file WHERE lat IS NOT NULL AND registered_at > '${dayBack(Math.ceil(1096 * Math.min(1, 1.05e6 / CASES)))}' LIMIT 1000000`,
    );
    const before = process.memoryUsage().rss;
    const index = new Supercluster({ radius: 40, maxZoom: 16 }).load(
      rows.map(
        ({ lat, lon }) =>
          ({
            type: 'Feature',
            properties: {},
            geometry: { type: 'Point', coordinates: [lon, lat] },
          }) as const,
      ),
    );
    const memory = (process.memoryUsage().rss - before) / 2 ** 20;
    say(
      '',
      '| плитка | Отклик, все дела, мс | supercluster, миллион точек, мс | во сколько раз дольше |',
      '| --- | ---: | ---: | ---: |',
    );
    for (const z of [14, 15, 16]) {
      const middle = { x: 0.5 + 61.92 / 360, y: 0 };
      const sine = Math.sin((56.41 * Math.PI) / 180);
      middle.y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
      const tile = { z, x: Math.floor(middle.x * 2 ** z), y: Math.floor(middle.y * 2 ** z) };
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < 60; round += 1) {
        const query = { tile, from: last - 1000 + round, to: last - round, block: null };
        ours.push((await timed(() => places.clusters(query))).ms);
        theirs.push((await timed(() => index.getTile(z, tile.x, tile.y))).ms);
      }
      say(
        `| z = ${z} | ${format(median(ours), 3)} | ${format(median(theirs), 3)} | ${format(median(ours) / median(theirs), 1)} |`,
      );
    }
    say(
      '',
      `supercluster занял ${format(memory)} МБ на миллион точек и не умеет отбора; места для плиток — ${megabytes(places.bytes())} МБ на ${format(CASES)}. PostGIS не установлен: не измерен.`,
      '',
    );
  }

  async function measureTables(session: string): Promise<void> {
    const duck = await openDuck(url, CASES);
    const web = { OTKLIK_SEAL_KEY: SEAL, OTKLIK_ONLY: 'web', OTKLIK_DATA: dataDir };
    const ours = await startServer(url, web);
    // The way of a city that does not fit into memory, and no way at all.
    const rollup = await startServer(url, { ...web, OTKLIK_FIGURES_MB: '0' });
    const naive = await startServer(url, { ...web, OTKLIK_FIGURES_MB: '0', OTKLIK_FIGURES_ROLLUP: '0' });
    await waitWarm(ours.port, session);
    await requireEqual(session, duck, { rollup: rollup.port, naive: naive.port });
    const duckSite = await serveDuck(duck);
    const load = async (port: number, path: string, connections: number, seconds: number) => {
      await waitIdle(app.pool);
      return runLoad({ port, path, script: 'window', connections, seconds, token: session });
    };
    say(
      '## Таблицы через HTTP, случайные окна за три года',
      '',
      '| таблица | Отклик, запросов/с | 99-й процентиль, мс | DuckDB, запросов/с | суммы по месяцам в базе, запросов/с | GROUP BY, запросов/с | к DuckDB | к GROUP BY |',
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    );
    for (const table of tables) {
      const path = pathOf(table);
      await load(ours.port, path, 4, 1);
      const fast = await load(ours.port, path, 4, SECONDS);
      const column = await load(duckSite.port, path, 4, SECONDS);
      const monthly = await load(rollup.port, path, 4, SECONDS);
      const slow = await load(naive.port, path, 2, SECONDS * 2);
      // None in the time given: fewer than one in it.
      const rate = (perSecond: number, seconds: number, digits: number) =>
        perSecond > 0 ? format(perSecond, digits) : `< ${format(1 / seconds, digits)}`;
      const least = slow.perSecond > 0 ? slow.perSecond : 1 / (SECONDS * 2);
      say(
        `| ${table.title} | ${format(fast.perSecond)} | ${format(fast.p99, 1)} | ${format(column.perSecond, 1)} | ${rate(monthly.perSecond, SECONDS, 1)} | ${rate(slow.perSecond, SECONDS * 2, 2)} | ${format(fast.perSecond / column.perSecond, 1)} | ${slow.perSecond > 0 ? '' : '> '}${format(fast.perSecond / least)} |`,
      );
    }
    say('', 'Цели: к DuckDB ≥ 20, к GROUP BY ≥ 300, 99-й процентиль ≤ 10 мс.', '');
    duckSite.server.close();
    for (const site of [ours, rollup, naive]) await site.stop();
  }

  /** Whoever is no longer waited for is still counted by the database: the next load begins when that has ended. */
  async function waitIdle(pool: pg.Pool): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt += 1) {
      const { rows } = await pool.query<{ active: number }>(
        "SELECT count(*)::int AS active FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND now() - query_start > interval '100 ms'",
      );
      if (rows[0]!.active === 0) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error('База не освободилась за минуту');
  }

  /** The server reads its checkpoint in the background: loads begin once a table comes at once. */
  async function waitWarm(port: number, session: string): Promise<void> {
    for (let attempt = 0; attempt < 120; attempt += 1) {
      const { ms } = await timed(() =>
        fetch(`http://127.0.0.1:${port}${pathOf(tables[0]!)}&from=${dayBack(1000)}&to=${dayBack(3)}`, {
          headers: { cookie: session, 'x-otklik': '1' },
        }).then((reply) => reply.text()),
      );
      if (ms < 50) return;
      await new Promise((done) => setTimeout(done, 500));
    }
    throw new Error('Сервер не прочитал числа за минуту');
  }

  /** Every table of three windows is the one DuckDB counts, and one window of each the one of both ways in SQL: cell by cell. */
  async function requireEqual(
    session: string,
    duck: Awaited<ReturnType<typeof openDuck>>,
    ports: { rollup: number; naive: number },
  ): Promise<void> {
    let cells = 0;
    const windows = [
      [713, 98],
      [1095, 0],
      [400, 370],
    ] as const;
    for (const table of tables) {
      for (const [at, [from, to]] of windows.entries()) {
        const asked = { ...table, from: dayBack(from), to: dayBack(to) };
        const url = `${pathOf(table)}&from=${asked.from}&to=${asked.to}`;
        const headers = { cookie: session, 'x-otklik': '1' };
        const own = cellsOf((await app.http.inject({ url, headers })).json());
        const told = (await askDuck(duck, asked)).map(
          ([row, column, count]) => [`${row} ${column}`, count as number] as const,
        );
        requireSame(`${table.title}, DuckDB`, own, new Map(told));
        cells += own.size;
        if (at > 0) continue;
        for (const [name, port] of Object.entries(ports)) {
          const reply = await fetch(`http://127.0.0.1:${port}${url}`, { headers });
          requireSame(`${table.title}, ${name}`, own, cellsOf((await reply.json()) as PivotReply));
        }
      }
    }
    say(
      `Таблицы равны по каждой ячейке посчитанному DuckDB (${format(cells)} ячеек, три окна), а первое окно — и посчитанному SQL: по делам и по суммам месяцев.`,
      '',
    );
  }
} finally {
  writeFileSync(join(import.meta.dirname, 'results/heatmap.md'), `${lines.join('\n').trimEnd()}\n`);
  await app.close();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
