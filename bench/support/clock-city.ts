import pg from 'pg';
import { type App, createApp } from '../../server/app.ts';
import { sweepClocks } from '../../server/base/clocks/index.ts';
import { createPerson, createUnit, grantRole } from '../../server/base/identity/index.ts';
import { readConfig } from '../../server/lib/config.ts';
import { createLog } from '../../server/lib/log.ts';
import { type Caller, runMutation } from '../../server/lib/module/unit-of-work.ts';

const caller: Caller = { actor: { kind: 'system', name: 'bench' }, requestId: 'bench', ip: '' };

/** The application over a database, without listening: what a job runs in. */
export function openApp(url: string, dataDir: string): Promise<App> {
  const config = readConfig({
    DATABASE_URL: url,
    OTKLIK_DATA: dataDir,
    OTKLIK_POOL: '5',
    OTKLIK_REQUESTS_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
  });
  return createApp({ config, log: createLog('warn') });
}

/** Runs `work` as a job does: in one transaction, by the system. */
export const inJob = (app: App, work: Parameters<typeof runMutation<void>>[2]): Promise<void> =>
  runMutation(app.services, caller, work);

/** Five units with an executor and a head each, four operators, a chair. */
async function makeStaff(app: App): Promise<string[]> {
  const units: string[] = [];
  await inJob(app, async (ctx) => {
    const hire = async (surname: string, role: string, unitId: string | null) => {
      const id = await createPerson(ctx, {
        surname,
        givenName: 'Пробный',
        email: `${surname}@bench.invalid`,
        unitId,
      });
      await grantRole(ctx, id, { role, blocks: [], districts: [], validFrom: '2020-01-01' });
    };
    for (let at = 0; at < 5; at += 1) {
      const title = `Управление ${at}`;
      const unit = await createUnit(ctx, { title, shortTitle: title, kind: `bench-${at}` } as never);
      units.push(unit.id);
      await hire(`executor${at}`, 'executor', unit.id);
      await hire(`reviewer${at}`, 'reviewer', unit.id);
    }
    for (let at = 0; at < 4; at += 1) await hire(`operator${at}`, 'operator', null);
    await hire('chair', 'chair', null);
  });
  return units;
}

/**
 * A city with so many open clocks, four on each case, whose next steps lie over the coming three weeks; nothing is due
 * yet. Made by SQL: what is measured reads clocks and cases, not words.
 */
export async function fillClocks(app: App, count: number): Promise<void> {
  const units = await makeStaff(app);
  const kinds = ['answer', 'distribution', 'approval', 'coordination'];
  // A connection of its own: that of the application gives a statement half a minute.
  const client = new pg.Client({ connectionString: app.services.config.databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO cases.case_file (id, number, registered_at, status, status_since, channel, regime, title, body, block,
         fact_id, executor_unit_id, due_at)
       SELECT gen_random_uuid(), '2026-11-' || lpad(n::text, 7, '0'), now() - interval '10 days', 'in_work', now(), 'site_form',
         'pos_message', 'Яма на дороге', 'Яма на дороге', 'roads', 'roads.pavement.pothole', ($2::uuid[])[1 + n % 5],
         now() + interval '11 days'
       FROM generate_series(1, $1) AS n`,
      [Math.ceil(count / kinds.length), units],
    );
    await client.query(
      `INSERT INTO cases.clock (id, case_id, kind, rule_id, rule_version, calendar_version, started_at, due_at, next_step, next_step_at)
       SELECT gen_random_uuid(), id, kind, 'answer-10wd', '2026.1', 'bench', now() - interval '10 days',
         now() + interval '11 days', 1, now() + interval '1 day' + random() * interval '20 days'
       FROM cases.case_file, unnest($1::text[]) AS kind`,
      [kinds],
    );
    await client.query('VACUUM ANALYZE cases.clock, cases.case_file');
  } finally {
    await client.end();
  }
}

/** As many incidents of networks whose answer runs, their next steps over the coming weeks: terms that are told each minute. */
export async function fillIncidentTerms(app: App, count: number): Promise<void> {
  await app.pool.query(
    `WITH made AS (
       INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, opened_at, last_posted_at, due_at)
       SELECT gen_random_uuid(), 'И-2026-11-' || lpad(n::text, 6, '0'), 'Яма на дороге', 'sorted', 'normal', 'own-page', '{}',
         now() - interval '10 days', now() - interval '10 days', now() + interval '11 days'
       FROM generate_series(1, $1::int) AS n RETURNING id, opened_at, due_at
     )
     INSERT INTO incidents.term (incident_id, kind, started_at, rule_id, rule_version, due_at)
     SELECT id, 'answer', opened_at, 'incident-answer', 'bench', due_at FROM made`,
    [count],
  );
  // The first sweeps make their clocks and plan them, a batch at a time.
  for (let planned = 0; planned < count; planned += 1000) await inJob(app, sweepClocks);
  await app.pool.query(
    `UPDATE clocks.clock SET next_step = 1, next_step_at = now() + interval '1 day' + random() * interval '20 days'
     WHERE subject_kind = 'incident'`,
  );
  await app.pool.query('ANALYZE clocks.clock, incidents.incident, incidents.term');
}

/** Makes so many terms of incidents due now. */
export async function makeIncidentsDue(pool: pg.Pool, count: number): Promise<void> {
  await pool.query(
    `UPDATE clocks.clock SET next_step = 1, next_step_at = now() - random() * interval '1 minute'
     WHERE id IN (SELECT id FROM clocks.clock WHERE subject_kind = 'incident' AND next_step_at > now()
                    AND id NOT IN (SELECT clock_id FROM clocks.notice) LIMIT $1)`,
    [count],
  );
}

/** Makes so many clocks of cases due now, scattered over the table. Returns their ids. */
export async function makeDue(pool: pg.Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `UPDATE cases.clock SET next_step = 1, next_step_at = now() - random() * interval '1 minute'
     WHERE id IN (SELECT id FROM cases.clock TABLESAMPLE SYSTEM (20)
                  WHERE next_step_at > now() AND id NOT IN (SELECT clock_id FROM clocks.notice)
                  ORDER BY random() LIMIT $1) RETURNING id`,
    [count],
  );
  return rows.map(({ id }) => id);
}
