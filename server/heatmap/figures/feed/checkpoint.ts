import { sql } from 'kysely';
import type { Db } from '../../../lib/database/db.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { Cube } from '../cube/cube.ts';
import { restoreCube, type SavedHeader, saveCube } from '../cube/saved.ts';
import type { Position } from './feed-read.ts';

/** Changes with whatever a checkpoint means: another one is not read. */
const FORMAT = 2;
const PART = 4 * 2 ** 20;

interface Header extends SavedHeader {
  format: number;
  zone: string;
  position: Position;
}

/** One process at a time writes. */
const LOCK = 398_202_151;

/** Keeps the cube in the database as it is now, in place of the former one, unless another process is doing so. */
export async function writeCheckpoint(
  db: Db,
  held: { cube: Cube; position: Position; zone: string },
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(${LOCK}) AS mine`.execute(
    db,
  );
  if (!firstRow(rows).mine) return false;
  // Together, with no wait between them: the cube and how far it has been read.
  const saved = saveCube(held.cube);
  const header: Header = { ...saved.header, format: FORMAT, zone: held.zone, position: held.position };
  await db.deleteFrom('heatmap.checkpoint').execute();
  const put = (part: number, bytes: Buffer) =>
    db.insertInto('heatmap.checkpoint').values({ at, part, bytes }).execute();
  await put(0, Buffer.from(JSON.stringify(header)));
  for (let from = 0, part = 1; from < saved.body.length; from += PART, part += 1) {
    await put(part, saved.body.subarray(from, from + PART));
  }
  return true;
}

/** Fills an empty cube with what was kept and tells how far it had been read; null when there is nothing to go by. */
export async function readCheckpoint(db: Db, cube: Cube, zone: string): Promise<Position | null> {
  const rows = await db.selectFrom('heatmap.checkpoint').select(['part', 'bytes']).orderBy('part').execute();
  const [first, ...rest] = rows;
  if (!first) return null;
  const header = JSON.parse(first.bytes.toString()) as Header;
  if (header.format !== FORMAT || header.zone !== zone) return null;
  restoreCube(cube, header, Buffer.concat(rest.map(({ bytes }) => bytes)));
  return header.position;
}
