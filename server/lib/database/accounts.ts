import { sql } from 'kysely';
import type pg from 'pg';
import { StartRefusal } from '../start-refusal.ts';
import { type Db, openPool } from './db.ts';
import { firstRow } from './first-row.ts';
import { migrate } from './migrate.ts';

/**
 * Brings the database up to date. Given the owner's address, its account makes and changes tables, and the server's own, whose
 * pool this is, may only work with them; without it one account does both.
 */
export async function prepareDatabase(pool: pg.Pool, ownerUrl: string): Promise<void> {
  if (!ownerUrl) {
    await migrate(pool);
    return;
  }
  const { rows } = await pool.query<{ name: string }>('SELECT current_user AS name');
  const account = firstRow(rows).name;
  const owner = openPool(ownerUrl, 2);
  try {
    await refuseForeignTables(owner);
    await migrate(owner);
    await giveRights(owner, account);
  } finally {
    await owner.end();
  }
}

/** Tables made under one account, before there were two, must be handed over first. */
async function refuseForeignTables(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ owner: string; me: string; database: string }>(`
    SELECT pg_get_userbyid(nspowner) AS owner, current_user AS me, current_database() AS database FROM pg_namespace
    WHERE nspname = 'lib' AND NOT pg_has_role(nspowner, 'USAGE')`);
  const found = rows[0];
  if (!found) return;
  throw new StartRefusal(
    `Таблицы принадлежат учётной записи ${found.owner}, а в DATABASE_OWNER_URL названа ${found.me}. ` +
      `Передайте их один раз от имени администратора базы, в базе ${found.database}: ` +
      `REASSIGN OWNED BY ${found.owner} TO ${found.me};`,
  );
}

/** Lets the server's account use what the owner has made: `lib.right_due` says how far. One that is the owner has it all. */
async function giveRights(owner: pg.Pool, account: string): Promise<void> {
  const { rows } = await owner.query<{ is_owner: boolean }>(
    "SELECT pg_has_role($1, current_user, 'MEMBER') AS is_owner",
    [account],
  );
  if (firstRow(rows).is_owner) return;
  const client = await owner.connect();
  try {
    // Pages and background work started apart come here at once, and PostgreSQL lets two give the same right in turn alone.
    await client.query('SELECT pg_advisory_lock(398202106)');
    await client.query('CALL lib.give_rights($1)', [account]);
  } finally {
    await client.query('SELECT pg_advisory_unlock(398202106)').catch(() => {});
    client.release();
  }
}

/**
 * Whether what is only added to is safe from the account that asks: it neither owns those tables, by itself or by the roles it
 * is in, nor may change what they hold. A superuser owns everything.
 */
export async function isRecordProtected(db: Db): Promise<boolean> {
  const { rows } = await sql<{ isProtected: boolean }>`
    SELECT bool_and(
      NOT pg_has_role(class.relowner, 'MEMBER')
      AND NOT has_table_privilege(class.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
    ) AS "isProtected"
    FROM pg_trigger guard JOIN pg_class class ON class.oid = guard.tgrelid
    WHERE guard.tgname LIKE '%append\\_only'`.execute(db);
  return firstRow(rows).isProtected;
}
