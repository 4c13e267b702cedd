type Sql = (text: string, values?: unknown[]) => Promise<unknown>;

const GB = 1024 ** 3;

/** Things with something wrong about them, as rows of the tables where they lie; `now` is the clock of the test. */
export function makeThings(sql: Sql, now: string) {
  const letter = (state: string, more: { channel?: string; attempts?: number; hours?: number } = {}) =>
    sql(
      `INSERT INTO outbox.letter (id, channel, recipient, text, purpose, state, attempts, reason, created_at, state_at)
     VALUES (gen_random_uuid(), $1, 'a@b.example', '-', 'test', $2, $3, 'сервер ответил 535', $4, $4)`,
      [
        more.channel ?? 'email',
        state,
        more.attempts ?? 0,
        new Date(Date.parse(now) - (more.hours ?? 0) * 3_600_000),
      ],
    );
  /** Due an hour ago; begun where `heldSince` tells when. */
  const job = async (name: string, heldSince?: string) => {
    const due = new Date(Date.parse(now) - 3_600_000);
    await sql(`SELECT graphile_worker.add_job($1, '{}', run_at := $2)`, [name, due]);
    if (!heldSince) return;
    await sql(
      `UPDATE graphile_worker._private_jobs job SET locked_at = $2, locked_by = 'hung'
     FROM graphile_worker._private_tasks task WHERE task.id = job.task_id AND task.identifier = $1`,
      [name, heldSince],
    );
  };
  const page = (trouble: string, read: string) =>
    sql(
      `INSERT INTO networks.page (id, network, external_id, title, is_own, next_pull_at, pulled_at, trouble, created_at, created_by_name)
     VALUES (gen_random_uuid(), 'vk', '1', 'Администрация', true, $2, $2, $1, $2, 'т')`,
      [trouble, read],
    );
  const key = (on: string) =>
    sql(
      `INSERT INTO machines.key (id, title, prefix, key_hash, scopes, per_minute, expires_on, created_at, created_by, created_by_name, last_used_at)
     SELECT gen_random_uuid(), 'Витрина', 'otk_abcdef', $1::text, '{cases.read}', 60, $1::date, $2, id, 'т', $2
     FROM identity.person WHERE kind = 'staff' LIMIT 1`,
      [on, now],
    );
  const duty = (from: string, to: string) =>
    sql(
      `INSERT INTO clocks.duty (id, person_id, from_at, to_at, made_at, made_by_name)
     SELECT gen_random_uuid(), id, $1, $2, $1, 'т' FROM identity.person WHERE kind = 'staff' LIMIT 1`,
      [from, to],
    );
  const tellKeeper = (more: object) =>
    sql('INSERT INTO backups.state (told_at, facts) VALUES ($1, $2)', [
      now,
      JSON.stringify(
        Object.assign(
          {
            place: '/mnt/копии',
            isOpen: true,
            keepDays: 31,
            spans: [{ from: Date.parse(now) - 7_200_000, to: Date.parse(now) - 60_000 }],
            bases: 1,
            bytes: GB,
            free: 400 * GB,
            waiting: 0,
            waitingSince: null,
            failure: null,
            faults: [],
          },
          more,
        ),
      ),
    ]);

  const drop = {
    letters: () => sql(`DELETE FROM outbox.letter WHERE purpose = 'test'`),
    jobs: () => sql('DELETE FROM graphile_worker._private_jobs'),
    pages: () => sql('DELETE FROM networks.page'),
    keys: () => sql('DELETE FROM machines.key'),
    duties: () => sql('DELETE FROM clocks.duty'),
    keeper: () => sql('DELETE FROM backups.state'),
  };
  return { letter, job, page, key, duty, tellKeeper, drop };
}
