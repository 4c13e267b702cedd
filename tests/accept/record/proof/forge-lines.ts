import { sql } from 'kysely';
import { type Guard, selectLines } from '../../../../server/base/audit/lines.ts';
import type { Random } from '../../../../server/demo/world/random.ts';
import type { Db } from '../../../../server/lib/database/db.ts';

/** A thing changed, and what of a fault has to stand in one that names it. */
export interface Forged {
  what: string;
  names: readonly string[];
}

/** Columns of a table with their types. */
export type Columns = ReadonlyMap<string, string>;

export async function readColumns(db: Db, relation: string): Promise<Columns> {
  const { rows } = await sql<{ name: string; type: string }>`
    SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
    WHERE attrelid = ${relation}::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`.execute(
    db,
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

const empties: Readonly<Record<string, string>> = {
  text: "''",
  integer: '0',
  smallint: '0',
  bigint: '0',
  boolean: 'false',
  date: "DATE '2026-01-01'",
  'timestamp with time zone': 'now()',
  uuid: 'gen_random_uuid()',
  jsonb: "'null'::jsonb",
  'text[]': "'{}'::text[]",
  'uuid[]': "'{}'::uuid[]",
  bytea: "'\\x00'::bytea",
};

/** Another value of the type than the one that is there. */
function another(column: string, type: string): string {
  const value = `coalesce(line.${column}, ${empties[type]})`;
  if (type === 'text') return `${value} || 'х'`;
  if (type === 'boolean') return `NOT ${value}`;
  if (type === 'timestamp with time zone') return `${value} + interval '1 second'`;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type === 'jsonb') return `jsonb_build_array(${value})`;
  if (type === 'text[]') return `array_append(${value}, 'х')`;
  if (type === 'uuid[]') return `array_append(${value}, gen_random_uuid())`;
  if (type === 'bytea') return `${value} || '\\x01'::bytea`;
  return `${value} + 1`;
}

/** A key nobody has. */
const anotherKey = (column: string, type: string): string =>
  type === 'integer' || type === 'bigint' ? `line.${column} + 1000000000` : another(column, type);

const idOf = ({ keys }: Guard): string =>
  `concat_ws('/', ${keys.map((key) => `coalesce(line.${key}::text, '-')`).join(', ')})`;

/** Columns that say that a line is final, where they are none of those committed. */
const steps: Readonly<Record<string, string>> = { answer: "state = 'draft'", file: 'claimed = false' };

/** What the forger does to make commitment and journal agree; told the hash before and after. */
export type Cover = (former: string, fresh: string | null) => Promise<void>;

interface Place {
  db: Db;
  guard: Guard;
  columns: Columns;
  id: string;
  dice: Random;
}

const run = (db: Db, text: string, id: string) =>
  sql`${sql.raw(text.split('$1')[0]!)}${id}${sql.raw(text.split('$1')[1] ?? '')}`.execute(db);

/** Changes, moves, empties or removes a committed line, or puts one more beside it. */
export async function forgeLine(place: Place, cover: Cover | null): Promise<Forged> {
  const { db, guard, columns, id, dice } = place;
  const { relation, kind } = guard;
  const own = `${relation}, строка ${id} — `;
  const change = (set: string) =>
    run(db, `UPDATE ${relation} AS line SET ${set} WHERE ${idOf(guard)} = $1`, id);
  const chance = dice.next();
  if (cover && chance < 0.35) {
    if (chance < 0.08) {
      await run(db, `DELETE FROM ${relation} AS line WHERE ${idOf(guard)} = $1`, id);
      await coverGone(place, cover);
      return { what: `${kind}: удалена с журналом`, names: [own] };
    }
    const column = dice.pick(guard.columns);
    await change(`${column} = ${another(column, columns.get(column)!)}`);
    await coverChanged(place, cover);
    return { what: `${kind}.${column}: изменена с солью и журналом`, names: [own] };
  }
  if (chance < 0.5) {
    await run(db, `DELETE FROM ${relation} AS line WHERE ${idOf(guard)} = $1`, id);
    return { what: `${kind}: удалена`, names: [own] };
  }
  // A meeting of its own without a protocol is no record yet, and nobody's forgery.
  if (chance < 0.6 && relation !== 'working_group.meeting') return addLine(place);
  if (chance < 0.65) {
    const key = guard.keys.at(-1)!;
    await change(`${key} = ${anotherKey(key, columns.get(key)!)}`);
    return { what: `${kind}.${key}: другой ключ`, names: [own] };
  }
  const step = steps[kind];
  if (step && chance < 0.7) {
    await change(step);
    return { what: `${kind}: ${step}`, names: [own] };
  }
  const column = dice.pick(guard.columns);
  await change(`${column} = ${another(column, columns.get(column)!)}`);
  return { what: `${kind}.${column}: изменена`, names: [own] };
}

/** One more line like this one. */
async function addLine({ db, guard, columns, id }: Place): Promise<Forged> {
  const key = guard.keys.at(-1)!;
  const names = [...columns.keys()];
  const values = names.map((name) => (name === key ? anotherKey(name, columns.get(name)!) : `line.${name}`));
  const { rows } = await sql<{ id: string }>`
    ${sql.raw(`INSERT INTO ${guard.relation} AS line (${names.join(', ')}) OVERRIDING SYSTEM VALUE
      SELECT ${values.join(', ')} FROM ${guard.relation} AS line WHERE ${idOf(guard)} =`)} ${id}
    ${sql.raw(`RETURNING ${idOf(guard)} AS id`)}`.execute(db);
  return { what: `${guard.kind}: добавлена`, names: [`${guard.relation}, строка ${rows[0]!.id} — `] };
}

const readFormer = async ({ db, guard, id }: Place): Promise<string> => {
  const row = await db
    .selectFrom('audit.commitment')
    .select('hash')
    .where('kind', '=', guard.kind)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.hash;
};

async function coverGone(place: Place, cover: Cover): Promise<void> {
  const former = await readFormer(place);
  await place.db
    .deleteFrom('audit.commitment')
    .where('kind', '=', place.guard.kind)
    .where('id', '=', place.id)
    .execute();
  await cover(former, null);
}

/** Salt and hash of the line as it is now. */
async function coverChanged(place: Place, cover: Cover): Promise<void> {
  const { db, guard, id } = place;
  const former = await readFormer(place);
  const { rows } = await sql<{ hash: string }>`
    UPDATE audit.commitment SET hash = encode(sha256(commitment.salt || convert_to(${guard.kind}::text || E'\n' || now.id || E'\n' || now.content, 'UTF8')), 'hex')
    FROM (${selectLines(guard)}) AS now
    WHERE commitment.kind = ${guard.kind}::text AND commitment.id = ${id}::text AND now.id = ${id}::text
    RETURNING commitment.hash`.execute(db);
  const fresh = rows[0]?.hash;
  // Changed so that it is final no more: the forger says that it was taken away.
  if (fresh === undefined) await coverGone(place, cover);
  else await cover(former, fresh);
}
