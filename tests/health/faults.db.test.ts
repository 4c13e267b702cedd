import { chmodSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeHealth, lastOutside } from '../../server/base/health/gather.ts';
import { healthStart } from '../../server/base/health/index.ts';
import { registry } from '../../server/lib/metrics.ts';
import { runQuery } from '../../server/lib/module/unit-of-work.ts';
import { readHealth } from '../../shared/contract/base/health.ts';
import { setLetterChannel } from '../../shared/contract/base/outbox-settings.ts';
import { DAY } from '../../shared/time.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInStaff } from '../support/site/sign-in.ts';
import { listFoundFaults, type MadeFault } from './found-faults.ts';
import { makeThings } from './make-things.ts';

/** Each fault is made for real in an installation where all is well, named with its cure, and taken back. */

let server: TestServer;
let admin: string;
let settings: TestServer['app']['services']['config'];
const NOON = '2026-09-15T09:00:00Z';

const sql = (text: string, values?: unknown[]) => server.app.pool.query(text, values);
/** Past the door: a clock that stands elsewhere ends sessions, and so many questions are too many. */
const readOf = ({ app }: TestServer) =>
  runQuery(
    app.services,
    { actor: { kind: 'system', name: 'test' }, requestId: 'test', ip: '' },
    describeHealth,
  );
const read = () => readOf(server);
const told = async () => (await read()).troubles.map(({ id }) => id);

beforeAll(async () => {
  server = await startTestServer(
    {
      OTKLIK_URL: 'https://otklik.test',
      OTKLIK_RECORD_LETTERS: 'keeper@city.example',
      OTKLIK_BACKUPS: 'own',
    },
    NOON,
  );
  settings = structuredClone(server.app.services.config);
  // Nobody outside is asked from here: tests of the checks that ask are beside them.
  lastOutside.of(server.app.services).at = Number.POSITIVE_INFINITY;
  const { cookie, personId } = await signInStaff(server, 'admin');
  const other = await signInStaff(server, 'admin', { slug: 'admin-2' });
  admin = cookie;
  await sql(
    `INSERT INTO identity.totp (person_id, secret, created_at, confirmed_at) SELECT unnest($1::uuid[]), 'x', $2, $2`,
    [[personId, other.personId], NOON],
  );
  const mail = { host: '127.0.0.1', port: 25, security: 'none', from: 'a@city.example', user: '' };
  await server.call(
    setLetterChannel,
    { params: { channel: 'email' }, body: { settings: mail, secret: '', isActive: true } },
    admin,
  );
  await sql(
    `INSERT INTO identity.unit (id, title, short_title, created_at, changed_at) VALUES (gen_random_uuid(), 'Управа', 'Управа', $1, $1)`,
    [NOON],
  );
  await sql(
    `INSERT INTO cases.routing_rule (id, unit_id, priority, author_name, created_at, valid_from, is_on)
     SELECT gen_random_uuid(), id, 100, 'т', $1, '2020-01-01', true FROM identity.unit LIMIT 1`,
    [NOON],
  );
  // The clock of the test stands, that of the database goes on: its own moments are those of the test.
  await sql(`UPDATE graphile_worker._private_jobs SET run_at = $1`, [NOON]);
});
afterAll(() => server.close());
beforeEach(() => server.setNow(NOON));

/** The template was filled by the real clock: its records are of that day. */
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

/** Clocks differ because the test's stands; a cluster of tests waits for no disk; the record of the template is of its own day. */
const ofTests = ['database.state/clock-apart', 'database.upkeep/not-synced', 'audit.record/from-future'];

const beside = (ids: readonly string[]): string[] => ids.filter((id) => !ofTests.includes(id));

const { letter, job, page, key, duty, tellKeeper, drop } = makeThings(sql, NOON);
const inData = (name: string) => join(settings.dataDir, name);
const set = (change: Partial<typeof settings>) => Object.assign(server.app.services.config, change);
const asOwner = (text: string) => server.asOwner(text);
const crontab = `graphile_worker._private_known_crontabs`;

async function account(): Promise<string> {
  return (await sql('SELECT quote_ident(current_user) AS name')).rows[0].name;
}
/** What makes the fault, and what takes it back where settings alone do not. */
const faults: readonly MadeFault[] = [
  ['machine.folder/not-writable', () => set({ dataDir: '/dev/null/none' })],
  [
    'machine.folder/open-to-all',
    () => chmodSync(settings.dataDir, 0o777),
    () => chmodSync(settings.dataDir, 0o700),
  ],
  [
    'machine.secrets/open',
    () => chmodSync(inData('secret'), 0o644),
    () => chmodSync(inData('secret'), 0o600),
  ],
  ['machine.signature-program/missing', () => set({ signatureCheck: { command: ['/no/such'], seconds: 5 } })],
  ['settings.names/unknown', () => set({ unknownSettings: ['OTKLIK_TRUSTED_PROXY'] })],
  [
    'database.migrations/ahead',
    () => asOwner(`INSERT INTO lib.migration (name, checksum) VALUES ('9999_later.sql', 'x')`),
    () => asOwner(`DELETE FROM lib.migration WHERE name = '9999_later.sql'`),
  ],
  [
    'database.migrations/behind',
    () => asOwner(`UPDATE lib.migration SET name = 'x' || name WHERE name LIKE '0005%'`),
    () => asOwner(`UPDATE lib.migration SET name = substr(name, 2) WHERE name LIKE 'x0005%'`),
  ],
  [
    'database.migrations/changed',
    () => asOwner(`UPDATE lib.migration SET checksum = 'x' || checksum WHERE name LIKE '0005%'`),
    () => asOwner(`UPDATE lib.migration SET checksum = substr(checksum, 2) WHERE name LIKE '0005%'`),
  ],
  [
    'database.accounts/unprotected',
    async () => asOwner(`GRANT UPDATE ON audit.record TO ${await account()}`),
    async () => asOwner(`REVOKE UPDATE ON audit.record FROM ${await account()}`),
  ],
  [
    'database.accounts/missing-rights',
    async () => asOwner(`REVOKE DELETE ON clocks.duty FROM ${await account()}`),
    async () => asOwner(`GRANT DELETE ON clocks.duty TO ${await account()}`),
  ],
  [
    'worker.queue/no-worker',
    () =>
      sql(`INSERT INTO ${crontab} (identifier, known_since, last_execution) VALUES ('t', $1, $1)`, [
        '2026-09-15T08:00:00Z',
      ]),
    () => sql(`DELETE FROM ${crontab}`),
  ],
  ['worker.queue/standing', () => job('health.test'), drop.jobs],
  [
    'worker.queue/given-up',
    async () => {
      await job('health.test');
      await sql('UPDATE graphile_worker._private_jobs SET attempts = max_attempts');
    },
    drop.jobs,
  ],
  ['settings.address/missing', () => set({ publicUrl: '' })],
  ['settings.address/broken', () => set({ publicUrl: 'otklik.test' })],
  ['settings.address/plain', () => set({ publicUrl: 'http://otklik.test' })],
  ['settings.packs/ended', () => server.setNow('2010-02-01T09:00:00Z')],
  [
    'settings.demo/in-production',
    () => sql(`INSERT INTO lib.setting (name, value) VALUES ('demo', '{}')`),
    () => sql(`DELETE FROM lib.setting WHERE name = 'demo'`),
  ],
  [
    'outbox.letters/no-mail',
    () => sql('UPDATE outbox.channel_setting SET is_active = false'),
    () => sql('UPDATE outbox.channel_setting SET is_active = true'),
  ],
  ['outbox.letters/failing', () => letter('queued', { attempts: 2 }), drop.letters],
  ['outbox.letters/off', () => letter('held', { channel: 'sms' }), drop.letters],
  [
    'outbox.letters/secret-lost',
    () => sql(`UPDATE outbox.channel_setting SET secret = 'v2.deadbeef.AAAA'`),
    () => sql('UPDATE outbox.channel_setting SET secret = NULL'),
  ],
  ['exchange.systems/errors', () => letter('dead'), drop.letters],
  ['exchange.systems/waiting', () => letter('queued', { hours: 2 }), drop.letters],
  [
    'exchange.systems/silent',
    () =>
      sql(
        `INSERT INTO exchange.system (code, silent_after_hours, changed_at, changed_by_name) VALUES ('letters:email', 1, $1, 'т')`,
        [NOON],
      ),
    () => sql(`DELETE FROM exchange.system WHERE code = 'letters:email'`),
  ],
  ['networks.pages/refused', () => page('Ключ истёк', NOON), drop.pages],
  ['networks.pages/unread-day', () => page('', '2026-09-14T08:00:00Z'), drop.pages],
  ['backups.copies/off', () => set({ backups: 'off' })],
  [
    'backups.copies/failure',
    async () => {
      set({ backups: 'kept' });
      await tellKeeper({ failure: { words: 'диск', since: Date.parse(NOON) - 600_000 } });
    },
    drop.keeper,
  ],
  [
    'backups.copies/damaged',
    async () => {
      set({ backups: 'kept' });
      await tellKeeper({ faults: ['кусок 7'] });
    },
    drop.keeper,
  ],
  ['audit.record/nobody-told', () => set({ recordLetters: [] })],
  ['audit.record/unsealed', () => server.setNow(inDays(5))],
  ['deadlines.calendar/this-year', () => server.setNow('2040-02-01T09:00:00Z')],
  ['deadlines.calendar/unverified', () => server.setNow('2026-10-01T09:00:00Z')],
  ['clocks.roster/ended', () => duty('2026-09-14T00:00:00Z', '2026-09-15T08:00:00Z'), drop.duties],
  ['clocks.roster/gap', () => duty('2026-09-01T00:00:00Z', '2026-09-16T00:00:00Z'), drop.duties],
  ...listFoundFaults({ sql, asOwner, inData, duty, now: NOON, drop }),
  ['machines.keys/ending', () => key('2026-09-20'), drop.keys],
  ['machines.keys/ended', () => key('2026-09-10'), drop.keys],
];

describe('an installation', () => {
  it('where all is well tells no trouble', async () => {
    expect(beside(await told())).toEqual([]);
  });

  it.each(faults)('%s is named with its cure', async (id, make, heal) => {
    healthStart.set(server.app.services, new Date(0));
    try {
      await make();
      const { troubles } = await read();
      const trouble = troubles.find((one) => one.id === id);
      expect(troubles.map((one) => one.id)).toContain(id);
      expect(trouble?.cure.length).toBeGreaterThan(20);
    } finally {
      server.setNow(NOON);
      Object.assign(server.app.services.config, settings);
      await heal?.();
    }
    expect(beside(await told())).toEqual([]);
  });

  it('knows a proxy nobody has named by the many it brings', async () => {
    const bring = () =>
      server.app.http.inject({
        url: '/healthz',
        remoteAddress: '203.0.113.5',
        headers: { 'x-forwarded-for': '198.51.100.7' },
      });
    for (let times = 0; times < 49; times += 1) await bring();
    expect(await told()).not.toContain('settings.proxy/untrusted');
    await bring();
    const trouble = (await read()).troubles.find(({ id }) => id === 'settings.proxy/untrusted');
    expect(trouble?.words).toContain('203.0.113.5');
  });

  it('names the jobs that hold a standing queue, the longest first, and none that waits', async () => {
    await job('health.waits');
    await job('health.short', '2026-09-15T08:39:00Z');
    await job('health.long', '2026-09-15T08:19:00Z');
    const trouble = (await read()).troubles.find(({ id }) => id === 'worker.queue/standing');
    const words = 'Заданий ждёт: 1. Не кончаются: health.long (41 минуту), health.short (21 минуту).';
    expect(trouble?.words.replaceAll('\u00a0', ' ')).toBe(words);
    await drop.jobs();
  });

  it('asks for a signature of each day that is sealed', async () => {
    server.setNow(inDays(6));
    await sql(`SELECT graphile_worker.add_job('audit.seal-days', '{}')`);
    await server.drain();
    await sql(`SELECT graphile_worker.add_job('audit.publish-days', '{}')`);
    await server.drain();
    expect(await told()).not.toContain('audit.record/unsigned');
    rmSync(inData('day-roots'), { recursive: true });
    expect(await told()).toContain('audit.record/unsigned');
  });

  it('tells of old keys of secrets', async () => {
    const old = new Date('2020-01-01T00:00:00Z');
    utimesSync(inData('secret'), old, old);
    const { seal } = await import('../../server/lib/seal/sealed.ts');
    seal(server.app.services.config, 'test', 'слово');
    utimesSync(inData('seal-key'), old, old);
    expect(await told()).toContain('machine.seal-keys/old-key');
  });

  it('is counted for the watch by severity', async () => {
    await sql(`SELECT graphile_worker.add_job('health.watch', '{}')`);
    await server.drain();
    const metric = await registry.getSingleMetric('otklik_health_troubles')?.get();
    expect(metric?.values.map(({ labels }) => labels.severity)).toEqual(['error', 'warning']);
    expect(metric?.values.every(({ value }) => value > 0)).toBe(true);
  });

  it('is told to an administrator alone', async () => {
    const seen = await server.call(readHealth, {}, admin);
    expect(seen.checked).toBeGreaterThan(20);
    expect(seen.known).toBeGreaterThan(60);
    const { cookie } = await signInStaff(server, 'operator');
    expect((await server.fail(readHealth, {}, cookie)).status).toBe(403);
  });
});

it('a demo city has no trouble', async () => {
  const demo = await startTestServer({ OTKLIK_DEMO: '1' }, NOON);
  try {
    expect(beside((await readOf(demo)).troubles.map(({ id }) => id))).toEqual([]);
  } finally {
    await demo.close();
  }
});
