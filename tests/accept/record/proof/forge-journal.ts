import { sql } from 'kysely';
import type { DaySheet } from '../../../../server/base/audit/day-sheet.ts';
import { createTree, rootOfDay } from '../../../../server/base/audit/merkle.ts';
import type { Random } from '../../../../server/demo/world/random.ts';
import type { Db } from '../../../../server/lib/database/db.ts';
import type { Forged } from './forge-lines.ts';

/** Changes a record of the journal so that it agrees with itself. */
export async function forgeRecord(db: Db, seq: number, dice: Random): Promise<Forged> {
  const names = [`audit.record, строка ${seq} — `];
  const chance = dice.next();
  if (chance < 0.5) {
    await sql`UPDATE audit.record SET payload = left(payload, -1) || ', "added": 1}' WHERE seq = ${seq}`.execute(
      db,
    );
    return { what: 'запись журнала: содержание', names };
  }
  if (chance < 0.7) {
    await sql`UPDATE audit.record SET action = action || '-x', payload = replace(payload, '"' || action || '"', '"' || action || '-x"')
      WHERE seq = ${seq}`.execute(db);
    return { what: 'запись журнала: действие', names };
  }
  if (chance < 0.85) {
    await sql`UPDATE audit.record SET actor = actor || '-x' WHERE seq = ${seq}`.execute(db);
    return { what: 'запись журнала: поле поиска', names };
  }
  await sql`UPDATE audit.record SET object_id = object_id || '-x' WHERE seq = ${seq}`.execute(db);
  return { what: 'запись журнала: над чем', names };
}

/** Removes records and closes the gaps behind them; returns the ranges of days afterwards. */
export async function removeRecords(
  db: Db,
  days: readonly DaySheet[],
  seqs: readonly number[],
): Promise<{ forged: Forged[]; days: DaySheet[] }> {
  await sql`DELETE FROM audit.record WHERE seq = ANY(${[...seqs]}::bigint[])`.execute(db);
  await sql`UPDATE audit.record SET seq = -seq WHERE seq > ${Math.min(...seqs)}`.execute(db);
  await sql`UPDATE audit.record AS line SET seq = placed.seq FROM (
      SELECT seq AS former, ${Math.min(...seqs) - 1}::bigint + row_number() OVER (ORDER BY seq DESC) AS seq
      FROM audit.record WHERE seq < 0) AS placed WHERE line.seq = placed.former`.execute(db);
  const before = (seq: number): number => seqs.filter((one) => one <= seq).length;
  return {
    forged: seqs.map((seq) => ({
      what: 'запись журнала: удалена',
      names: [`audit.record, строка ${seq} — `],
    })),
    days: days.map((day) => ({
      ...day,
      firstSeq: day.firstSeq - before(day.firstSeq - 1),
      lastSeq: day.lastSeq - before(day.lastSeq),
    })),
  };
}

/** Counts the chain anew from a record on, and the head. */
export async function rehashChain(db: Db, from: number): Promise<void> {
  await sql`${sql.raw(`
    DO $$ DECLARE
      prev bytea := coalesce((SELECT hash FROM audit.record WHERE seq = ${from - 1}), decode(repeat('00', 32), 'hex'));
      one record;
    BEGIN
      FOR one IN SELECT seq, payload FROM audit.record WHERE seq >= ${from} ORDER BY seq LOOP
        prev := sha256(prev || convert_to(one.seq || E'\\n' || one.payload, 'UTF8'));
        UPDATE audit.record SET hash = prev WHERE seq = one.seq;
      END LOOP;
      UPDATE audit.head SET hash = prev, seq = (SELECT max(seq) FROM audit.record);
    END $$`)}`.execute(db);
}

/** Writes the roots of the days as the forged records lead to them. */
export async function rewriteRoots(db: Db, days: readonly DaySheet[]): Promise<void> {
  const { rows } = await sql<{ hash: Buffer }>`SELECT hash FROM audit.record ORDER BY seq`.execute(db);
  // Numbers that stand in the way of their neighbours step aside.
  await sql`UPDATE audit.day_root SET first_seq = first_seq + 1000000000, last_seq = last_seq + 1000000000`.execute(
    db,
  );
  for (const { day, firstSeq, lastSeq } of days) {
    const tree = createTree();
    for (const { hash } of rows.slice(firstSeq - 1, lastSeq)) tree.add(hash);
    const root = rootOfDay({ day, firstSeq, lastSeq }, tree.head());
    await sql`UPDATE audit.day_root SET root = ${root}, first_seq = ${firstSeq}, last_seq = ${lastSeq} WHERE day = ${day}`.execute(
      db,
    );
  }
}

/** Changes what the journal itself is kept by: days, salts, rules. */
export async function forgeKeeping(
  db: Db,
  what: 'day' | 'salt' | 'rule',
  id: { day: string; kind: string; line: string; relation: string },
  dice: Random,
): Promise<Forged> {
  const chance = dice.next();
  if (what === 'day') {
    const names = [`audit.day_root, строка ${id.day} — `];
    if (chance < 0.3) await sql`DELETE FROM audit.day_root WHERE day = ${id.day}`.execute(db);
    else if (chance < 0.6)
      await sql`UPDATE audit.day_root SET sealed_at = sealed_at + interval '1 second' WHERE day = ${id.day}`.execute(
        db,
      );
    else
      await sql`UPDATE audit.day_root SET root = set_byte(root, 5, 255 - get_byte(root, 5)) WHERE day = ${id.day}`.execute(
        db,
      );
    return { what: 'корень дня', names };
  }
  if (what === 'rule') {
    if (chance < 0.3) await sql`DELETE FROM audit.guard WHERE kind = ${id.kind}`.execute(db);
    else if (chance < 0.6)
      await sql`UPDATE audit.guard SET due = 'false' WHERE kind = ${id.kind}`.execute(db);
    else await sql`UPDATE audit.guard SET columns = columns[2:] WHERE kind = ${id.kind}`.execute(db);
    return { what: 'правило', names: [`audit.guard, строка ${id.kind} — `] };
  }
  const names = [`audit.commitment, строка ${id.kind} ${id.line} — `, `${id.relation}, строка ${id.line} — `];
  if (chance < 0.3)
    await sql`DELETE FROM audit.commitment WHERE kind = ${id.kind} AND id = ${id.line}`.execute(db);
  else if (chance < 0.6)
    await sql`UPDATE audit.commitment SET hash = md5(hash) || md5(id) WHERE kind = ${id.kind} AND id = ${id.line}`.execute(
      db,
    );
  else
    await sql`UPDATE audit.commitment SET salt = set_byte(salt, 5, 255 - get_byte(salt, 5)) WHERE kind = ${id.kind} AND id = ${id.line}`.execute(
      db,
    );
  return { what: 'соль', names };
}
