import { sql } from 'kysely';
import pg from 'pg';
import { readCity } from '../../../lib/city.ts';
import type { Db } from '../../../lib/database/db.ts';
import { advance, lowest } from '../../../lib/database/feed-cursor.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import { beginSettled, GivenUp } from './feed-load.ts';
import { type Look, look, type Position } from './feed-read.ts';
import { measureSums } from './measure-sql.ts';
import {
  type CellChange,
  type Cuboid,
  cellColumns,
  columnOfRollup,
  cuboids,
  gatherChanges,
  keptMeasures,
} from './rollup-cells.ts';

/** Rollups of one database as this process keeps them up. */
interface Rollup {
  services: Services;
  zone: string;
  isReady: boolean;
  /** Start of the newest finished step, ms of `performance.now`. */
  steppedAt: number;
  stepping: Promise<void> | null;
  building: Promise<void>;
  isStopped: boolean;
}

const byDatabase = new Map<string, Rollup>();
/** One process at a time builds. */
const LOCK = 398_202_152;

/** Builds rollups where there are none, in the background, and then keeps them up: for a process that holds no figures. */
export function startRollup(services: Services): void {
  const { databaseUrl } = services.config;
  if (byDatabase.has(databaseUrl)) return;
  const rollup: Rollup = {
    services,
    zone: readCity(services.config).zone,
    isReady: false,
    steppedAt: Number.NEGATIVE_INFINITY,
    stepping: null,
    building: Promise.resolve(),
    isStopped: false,
  };
  byDatabase.set(databaseUrl, rollup);
  build(rollup);
}

export async function stopRollup(): Promise<void> {
  const all = [...byDatabase.values()];
  byDatabase.clear();
  for (const rollup of all) {
    rollup.isStopped = true;
    await rollup.building;
    await rollup.stepping?.catch(() => {});
  }
}

/** Waits until rollups of this database are built; for measurements and tests. */
export const whenRolledUp = async (ctx: Pick<Ctx, 'config'>): Promise<void> =>
  byDatabase.get(ctx.config.databaseUrl)?.building;

function build(rollup: Rollup): void {
  const { services, zone } = rollup;
  rollup.isReady = false;
  const goOn = (): void => {
    if (rollup.isStopped) throw new GivenUp('Сложение чисел по месяцам прервано остановкой');
  };
  rollup.building = buildRollup(services, zone, goOn).then(
    () => {
      rollup.isReady = true;
    },
    (error: unknown) => {
      if (!rollup.isStopped) services.log.warn({ err: error }, 'числа по месяцам не сложены: считаются дела');
    },
  );
}

/**
 * Every case into the cells of every cuboid, from one snapshot: one pass over the cases for the finest, the others out of those.
 * Nothing is done where it is built already.
 */
async function buildRollup(
  { config, database, now }: Services,
  zone: string,
  goOn: () => void,
): Promise<void> {
  const options = '-c TimeZone=UTC -c statement_timeout=0 -c work_mem=256MB';
  const client = new pg.Client({ connectionString: config.databaseUrl, options });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM heatmap.rollup_state WHERE zone = $1', [zone]);
    if (rowCount) return;
    goOn();
    const position = await beginSettled(client, database, goOn);
    // In this transaction: until it ends whoever still reads the former cells has them.
    await client.query('DELETE FROM heatmap.rollup');
    await client.query('DELETE FROM heatmap.rollup_state');
    for (const statement of fillStatements(zone, now())) {
      goOn();
      const { sql: text, parameters } = statement.compile(database);
      await client.query(text, [...parameters]);
    }
    await client.query('INSERT INTO heatmap.rollup_state (zone, position) VALUES ($1, $2)', [
      zone,
      JSON.stringify(position),
    ]);
    await client.query('COMMIT');
    await client.query('ANALYZE heatmap.rollup');
  } finally {
    await client.end();
  }
}

const monthStart = (zone: string) => {
  const own = sql.lit(zone);
  return sql`date_trunc('month', registered_at AT TIME ZONE ${own}) AT TIME ZONE ${own}`;
};
const kept = sql.join(keptMeasures.map((id) => sql.ref(columnOfRollup(id))));
const sides = sql.join(cellColumns.map((column) => sql.ref(column)));

/** Cells counted from the cases: the statement that fills the finest of the table, and the one that proves all of it. */
export function countCells(zone: string, now: Date, of: readonly Cuboid[] = cuboids) {
  const added = measureSums(now);
  const sums = sql.join(
    keptMeasures.map((id) => sql`sum(${added[id]})::int AS ${sql.ref(columnOfRollup(id))}`),
  );
  const sets = of.map(({ columns }) => sql`(month, ${sql.join(columns.map((column) => sql.ref(column)))})`);
  // Which set a row is of: a bit for each side it does not have, as grouping() gives them.
  const masks = of.map(({ id, columns }) => {
    const mask = cellColumns.reduce((bits, column) => bits * 2 + (columns.includes(column) ? 0 : 1), 0);
    return sql`WHEN ${sql.lit(mask)} THEN ${sql.lit(id)}`;
  });
  return sql`SELECT (CASE grouping(${sides}) ${sql.join(masks, sql` `)} END)::smallint AS cuboid, month AS registered_at, ${sides}, ${sums}
    FROM cases.v_figure, LATERAL (SELECT ${monthStart(zone)} AS month) AS told
    GROUP BY GROUPING SETS (${sql.join(sets)})`;
}

const isWithin = (one: Cuboid, other: Cuboid): boolean =>
  one !== other && one.columns.every((column) => other.columns.includes(column));

function fillStatements(zone: string, now: Date) {
  const finest = cuboids.filter((one) => !cuboids.some((other) => isWithin(one, other)));
  const insert = sql`INSERT INTO heatmap.rollup (cuboid, registered_at, ${sides}, ${kept})`;
  const sums = sql.join(
    keptMeasures.map((id) => sql`sum(${sql.ref(columnOfRollup(id))})::int AS ${sql.ref(columnOfRollup(id))}`),
  );
  const coarser = cuboids.flatMap((one) => {
    const source = finest.find((other) => isWithin(one, other));
    if (!source) return [];
    const own = sql.join(one.columns.map((column) => sql.ref(column)));
    const values = cellColumns.map((column) =>
      one.columns.includes(column)
        ? sql.ref(column)
        : sql`NULL::${sql.raw(column === 'executor_unit_id' ? 'uuid' : 'text')}`,
    );
    return [
      sql`${insert} SELECT ${sql.lit(one.id)}::smallint, registered_at, ${sql.join(values)}, ${sums} FROM heatmap.rollup
        WHERE cuboid = ${sql.lit(source.id)} GROUP BY registered_at, ${own}`,
    ];
  });
  return [sql`${insert} ${countCells(zone, now, finest)}`, ...coarser];
}

const isLost = (found: Look, { changes }: Position): boolean =>
  found.isTooMuch || found.pruned >= lowest(changes);

/** Takes in what happened since the last step, of whichever process: the cells and how far they have been read, together. */
async function step(rollup: Rollup): Promise<void> {
  const { services, zone } = rollup;
  const isKept = await services.database.transaction().execute(async (tx) => {
    // A recount holds the cells for long: meanwhile the cases are counted.
    await sql`SET LOCAL lock_timeout = '1s'`.execute(tx);
    return takeIn(tx, zone);
  });
  if (isKept) return;
  services.log.warn('числа по месяцам отстали от дел: складываются заново');
  await forgetRollup(services);
  build(rollup);
}

/** Whoever asks next finds none and builds them anew. */
export const forgetRollup = async ({ database }: Pick<Services, 'database'>): Promise<void> =>
  void (await sql`DELETE FROM heatmap.rollup_state`.execute(database));

/** False: the log of changes no longer reaches back as far, or another process has begun anew. */
export async function takeIn(tx: Db, zone: string): Promise<boolean> {
  const { rows } = await sql<{ position: Position }>`
    SELECT position FROM heatmap.rollup_state WHERE zone = ${zone} FOR UPDATE`.execute(tx);
  const [state] = rows;
  if (!state) return false;
  const { position } = state;
  const found = await look(tx, position, zone);
  if (isLost(found, position)) return false;
  if (found.events.length + found.changes.length === 0) return true;
  await writeChanges(tx, gatherChanges(found.former, found.current), zone);
  const next: Position = {
    events: advance(position.events, found.events, found),
    changes: advance(position.changes, found.changes, found),
  };
  await sql`UPDATE heatmap.rollup_state SET position = ${JSON.stringify(next)}::jsonb`.execute(tx);
  return true;
}

/** Plan: rollup_cell, a probe for each cell. */
async function writeChanges(tx: Db, changes: readonly CellChange[], zone: string): Promise<void> {
  if (changes.length === 0) return;
  const grown = keptMeasures.map((id) => {
    const column = sql.ref(columnOfRollup(id));
    return sql`${column} = rollup.${column} + excluded.${column}`;
  });
  const rows = JSON.stringify(
    changes.map(({ cuboid, month, values, added }) => [cuboid, month, ...values, ...added]),
  );
  const field = (at: number, type: string) => sql`(cell ->> ${sql.lit(at)})::${sql.raw(type)}`;
  const types = cellColumns.map((column) => (column === 'executor_unit_id' ? 'uuid' : 'text'));
  const own = sql.lit(zone);
  await sql`
    INSERT INTO heatmap.rollup AS rollup (cuboid, registered_at, ${sides}, ${kept})
    SELECT ${field(0, 'smallint')}, (cell ->> 1)::timestamp AT TIME ZONE ${own}, ${sql.join(types.map((type, at) => field(2 + at, type)))},
      ${sql.join(keptMeasures.map((_, at) => field(2 + cellColumns.length + at, 'int')))}
    FROM json_array_elements(${rows}::json) AS cell
    ON CONFLICT (cuboid, registered_at, ${sides}) DO UPDATE SET ${sql.join(grown)}`.execute(tx);
}

/** Whether tables may be added up from rollups now; takes in what is newer than the lag first. */
export async function freshRollup(ctx: Pick<Ctx, 'config'>): Promise<boolean> {
  const rollup = byDatabase.get(ctx.config.databaseUrl);
  if (!rollup?.isReady) return false;
  const wanted = performance.now() - ctx.config.figuresLagMs;
  try {
    while (rollup.isReady && rollup.steppedAt < wanted) await (rollup.stepping ?? stepOnce(rollup));
  } catch (error) {
    rollup.services.log.warn({ err: error }, 'новые дела не сложены по месяцам');
    return false;
  }
  return rollup.isReady;
}

/** One step at a time in a process. */
function stepOnce(rollup: Rollup): Promise<void> {
  const startedAt = performance.now();
  rollup.stepping = step(rollup)
    .then(() => {
      rollup.steppedAt = startedAt;
    })
    .finally(() => {
      rollup.stepping = null;
    });
  return rollup.stepping;
}
