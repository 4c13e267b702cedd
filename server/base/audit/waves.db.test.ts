import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const files = (
  count: number,
) => `INSERT INTO files.file (id, sha256, kind, bytes, width, height, uploader, token_hash, claimed, created_at)
  SELECT gen_random_uuid(), repeat('a', 64), 'png', 1, 1, 1, 'anonymous', 'x', true, now() FROM generate_series(1, ${count})`;

/** How many marks of touched lines a transaction reads to commit all of them, those it has taken away already too, and how many it leaves. */
async function countRead(work: string): Promise<{ read: number; left: number }> {
  const result: unknown = await server.asOwner(`BEGIN; ${work}; SET CONSTRAINTS ALL IMMEDIATE;
    SELECT sum(pg_stat_get_xact_tuples_returned(one))::int AS read, (SELECT count(*)::int FROM audit.touched) AS left
      FROM (SELECT 'audit.touched'::regclass AS one UNION ALL SELECT indexrelid FROM pg_index
        WHERE indrelid = 'audit.touched'::regclass) AS found;
    COMMIT`);
  const told = (result as { rows: { read: number; left: number }[] }[]).flatMap(({ rows }) => rows);
  return told.find((row) => 'read' in row)!;
}

it('reads as many marks for each line, however many lines there are', async () => {
  const few = await countRead(files(100));
  const many = await countRead(files(2000));
  expect([few.left, many.left]).toEqual([0, 0]);
  expect(few.read).toBeGreaterThan(0);
  expect(many.read).toBeLessThanOrEqual(few.read * 20 + 100);
});

it('reads nothing of the lines of a wave that is over', async () => {
  const wave = `${files(100)}; SELECT audit.commit_touched()`;
  const one = await countRead(wave);
  const ten = await countRead(Array.from({ length: 10 }, () => wave).join('; '));
  expect(ten.read).toBeLessThanOrEqual(one.read * 10 + 100);
});

it('commits what was touched after a wave, and again what a savepoint took back', async () => {
  const id = (last: number) => `00000000-0000-7000-8000-00000000000${last}`;
  const claim = (last: number) => `UPDATE files.file SET claimed = true WHERE id = '${id(last)}'`;
  await server.asOwner(
    files(3)
      .replace('gen_random_uuid()', "('00000000-0000-7000-8000-00000000000' || generate_series)::uuid")
      .replace('true', 'false'),
  );
  await server.asOwner(`BEGIN; ${claim(1)}; SELECT audit.commit_touched(); ${claim(2)};
    SAVEPOINT back; ${claim(3)}; SELECT audit.commit_touched(); ROLLBACK TO back; COMMIT`);
  const { rows } = await server.asOwner(
    "SELECT id FROM audit.commitment WHERE kind = 'file' AND id LIKE '00000000-0000-7000%' ORDER BY id",
  );
  expect(rows).toEqual([{ id: id(1) }, { id: id(2) }]);
});
