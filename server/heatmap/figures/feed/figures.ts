import { setTimeout as sleep } from 'node:timers/promises';
import { readCity } from '../../../lib/city.ts';
import type { Db } from '../../../lib/database/db.ts';
import { lowest } from '../../../lib/database/feed-cursor.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import { type Cube, createCube } from '../cube/cube.ts';
import { buildPlaceIndex, type PlaceIndex } from '../cube/places.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { GivenUp, loadCases } from './feed-load.ts';
import { type Look, look, lookStatement } from './feed-read.ts';
import { apply, type Held, isLost } from './held.ts';
import { startRollup, stopRollup } from './rollup.ts';

/** The cube of one database in this process: filled in the background, then following the database. */
interface Figures {
  services: Services;
  zone: string;
  /** null while it is filled, and where it does not fit. */
  held: Held | null;
  filling: Promise<void>;
  /** Start of the newest finished look, ms of `performance.now`. */
  lookedAt: number;
  looking: Promise<void> | null;
  timer: NodeJS.Timeout | null;
  retry: NodeJS.Timeout | null;
  isStopped: boolean;
  /** Rows read since the last checkpoint. */
  unsaved: number;
}

/** By database: tests run several servers in one process. */
const byDatabase = new Map<string, Figures>();

/** Share of the memory for prefix sums. */
const SUMS = 0.5;
const MEGABYTE = 2 ** 20;
/** A city of fewer cases is read before the first request: it takes less than a second. */
const SMALL = 20_000;
/** A start reads so many changes in a blink; more are worth a new checkpoint. */
const WORTH_SAVING = 100_000;
/** A start waits no longer: somebody's transaction that never ends would keep the city closed. */
const FILL_MS = 5000;
/** After a failure of the database cases are read anew. */
const RETRY_MS = 30_000;

/** Fills the figures in the background; until then, and where they do not fit, the database counts. */
export async function startFigures(services: Services, waitMs = FILL_MS): Promise<void> {
  const { config } = services;
  if (config.only === 'worker') return;
  if (config.figuresMegabytes === 0) return rollUpLarge(services);
  const figures: Figures = {
    services,
    zone: readCity(config).zone,
    held: null,
    filling: Promise.resolve(),
    lookedAt: -Infinity,
    looking: null,
    timer: null,
    retry: null,
    isStopped: false,
    unsaved: 0,
  };
  byDatabase.set(config.databaseUrl, figures);
  fill(figures);
  if (!(await isLarge(services))) await within(waitMs, figures.filling);
  if (config.figuresLagMs === 0) return;
  figures.timer = setInterval(() => {
    if (figures.held && !figures.looking) void lookOnce(figures);
  }, config.figuresLagMs);
  figures.timer.unref();
}

/** Waits for the work, but no longer than so many ms. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const stop = new AbortController();
  await Promise.race([work, sleep(ms, undefined, { signal: stop.signal }).catch(() => {})]);
  stop.abort();
}

/** A small city needs none: its cases are counted in a blink. */
async function rollUpLarge(services: Services): Promise<void> {
  if (services.config.figuresRollup && (await isLarge(services))) startRollup(services);
}

async function isLarge({ database }: Services): Promise<boolean> {
  const few = await database.selectFrom('cases.v_figure').select('case_id').limit(1).offset(SMALL).execute();
  return few.length > 0;
}

/** Waits for whatever is under way: the pool closes after it. */
export async function stopFigures(): Promise<void> {
  const all = [...byDatabase.values()];
  byDatabase.clear();
  for (const figures of all) {
    figures.isStopped = true;
    if (figures.timer) clearInterval(figures.timer);
    if (figures.retry) clearTimeout(figures.retry);
    await figures.filling;
    await figures.looking;
  }
  await stopRollup();
}

/** Waits until the figures of this database are full or given up; for measurements and tests. */
export const whenFilled = async (ctx: Pick<Ctx, 'config'>): Promise<void> =>
  byDatabase.get(ctx.config.databaseUrl)?.filling;

function fill(figures: Figures): void {
  const { log } = figures.services;
  figures.held = null;
  figures.filling = fillOnce(figures).catch((error: unknown) => {
    if (error instanceof GivenUp) {
      log.info(error.message);
      if (!figures.isStopped && figures.services.config.figuresRollup) startRollup(figures.services);
    } else {
      log.warn({ err: error }, 'тепловую карту считает база: дела не прочитаны в память');
      figures.retry = setTimeout(() => fill(figures), RETRY_MS).unref();
    }
  });
}

async function fillOnce(figures: Figures): Promise<void> {
  const { services, zone } = figures;
  const { config, database } = services;
  const bytes = config.figuresMegabytes * MEGABYTE;
  const makeCube = () => createCube({ budget: bytes * SUMS });
  let cube = makeCube();
  const goOn = (): void => {
    if (figures.isStopped) throw new GivenUp('Чтение дел прервано остановкой');
    const { cases, names } = cube.bytes();
    if (cases + names > bytes * (1 - SUMS))
      throw new GivenUp(
        `Дела не помещаются в ${config.figuresMegabytes} МБ: тепловую карту считает база по месяцам`,
      );
  };
  let position = await readCheckpoint(database, cube, zone).catch((error: unknown) => {
    services.log.warn({ err: error }, 'сохранённые числа не прочитаны: дела читаются заново');
    return null;
  });
  if (position) {
    const found = await look(database, position, zone);
    // What has been missed since is told by the first look that follows; here only whether it can be told at all.
    if (isLost(found, position)) position = null;
  }
  const isFresh = position === null;
  if (!position) {
    cube = makeCube();
    position = await loadCases({ database, url: config.databaseUrl, zone }, cube, goOn);
  }
  goOn();
  for (const _ of cube.prepare('received')) {
    await new Promise((done) => setImmediate(done));
    if (figures.isStopped) return;
  }
  figures.held = { cube, position, zone, places: null };
  figures.lookedAt = Number.NEGATIVE_INFINITY;
  if (isFresh && cube.size() > SMALL) figures.unsaved = WORTH_SAVING;
}

/** One look at a time; a failed one is tried again by the next. */
function lookOnce(figures: Figures): Promise<void> {
  const startedAt = performance.now();
  figures.looking = follow(figures)
    .then(() => {
      figures.lookedAt = startedAt;
    })
    .catch((error: unknown) => {
      figures.services.log.warn({ err: error }, 'новые дела не прочитаны');
      throw error;
    })
    .finally(() => {
      figures.looking = null;
    });
  figures.looking.catch(() => {});
  return figures.looking;
}

async function follow(figures: Figures): Promise<void> {
  const { held, services, zone } = figures;
  if (!held) return;
  // Four times a second while messages come: the prepared statement is not planned anew and reads no table from end to end.
  const [[found]] = await services.pipeline.transact<[Look]>([lookStatement(held.position, zone)]);
  if (!found) throw new Error('A look gives one row');
  if (figures.held !== held) return;
  if (isLost(found, held.position) || !apply(held, found)) {
    services.log.warn('числа разошлись с делами: дела читаются заново');
    fill(figures);
    return;
  }
  figures.unsaved += found.events.length + found.changes.length;
  if (figures.unsaved >= WORTH_SAVING) {
    figures.unsaved = 0;
    await services.database.transaction().execute((tx) => writeCheckpoint(tx, held, services.now()));
  }
}

/** The figures no older than the lag; null where the database counts. */
async function fresh({ config }: Pick<Ctx, 'config'>, lagMs = config.figuresLagMs): Promise<Held | null> {
  const figures = byDatabase.get(config.databaseUrl);
  if (!figures?.held) return null;
  const wanted = performance.now() - lagMs;
  try {
    while (figures.held && figures.lookedAt < wanted) await (figures.looking ?? lookOnce(figures));
  } catch {
    // The reason is in the log; the database is asked itself, and says what ails it.
    return null;
  }
  return figures.held;
}

/** @param lagMs how old it may be; 0 = all that was committed before this call is in it. */
export const currentCube = async (ctx: Pick<Ctx, 'config'>, lagMs?: number): Promise<Cube | null> =>
  (await fresh(ctx, lagMs))?.cube ?? null;

/** Every event below this number is in the cube; null where the database counts. */
export async function currentMark(ctx: Pick<Ctx, 'config'>): Promise<number | null> {
  const held = await fresh(ctx);
  return held && lowest(held.position.events);
}

/** The cube with its cases sorted by place, which is done at the first call. */
export async function currentFigures(
  ctx: Pick<Ctx, 'config'>,
): Promise<{ cube: Cube; places: PlaceIndex } | null> {
  const held = await fresh(ctx);
  if (!held) return null;
  held.places ??= buildPlaceIndex(held.cube.rows.all, held.cube.spots, held.cube.combos.codes('block'));
  return { cube: held.cube, places: held.places };
}

export const servicesOf = (ctx: Pick<Ctx, 'config'>): Services | undefined =>
  byDatabase.get(ctx.config.databaseUrl)?.services;

/** Empties and fills the figures anew from the last checkpoint, as a process that was killed does. */
export async function refill(ctx: Pick<Ctx, 'config'>): Promise<void> {
  const figures = byDatabase.get(ctx.config.databaseUrl);
  if (!figures) return;
  await figures.looking;
  fill(figures);
  await figures.filling;
}

/** Writes a checkpoint now; for tests and before a stop that is planned. */
export async function saveNow(ctx: Pick<Ctx, 'config'>): Promise<boolean> {
  const figures = byDatabase.get(ctx.config.databaseUrl);
  const { services, held } = figures ?? {};
  if (!services || !held) return false;
  return services.database.transaction().execute((tx) => writeCheckpoint(tx, held, services.now()));
}

/**
 * Runs `work` over the figures and a snapshot of the database that hold the same cases: nothing is taken in meanwhile.
 * null where this process holds none.
 */
export async function freezeFigures<T>(
  services: Services,
  work: (cube: Cube, db: Db) => Promise<T>,
): Promise<T | null> {
  const figures = byDatabase.get(services.config.databaseUrl);
  if (!figures?.held) return null;
  while (figures.looking) await figures.looking;
  const { held } = figures;
  if (!held) return null;
  const frozen = services.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const found = await look(tx, held.position, figures.zone);
      if (isLost(found, held.position) || !apply(held, found)) throw new Error('Числа разошлись с делами');
      return work(held.cube, tx);
    });
  figures.looking = frozen.then(
    () => {},
    () => {},
  );
  try {
    return await frozen;
  } finally {
    figures.looking = null;
  }
}

/** Lets the figures go, as where they do not fit: the database counts until they are filled again; for tests. */
export function dropFigures(ctx: Pick<Ctx, 'config'>): void {
  const figures = byDatabase.get(ctx.config.databaseUrl);
  if (figures) figures.held = null;
}
