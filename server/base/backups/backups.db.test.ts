import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askBackup, readBackups } from '../../../shared/contract/base/backups.ts';
import { readHealth } from '../../../shared/contract/base/health.ts';
import { readReadiness } from '../../../shared/contract/base/our-city-opening.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import type { KeeperFacts } from './facts.ts';
import { serverStart } from './state.ts';

let server: TestServer;
let admin: string;
const NOON = '2026-11-27T09:00:00Z';
/** Three in the night of the city, a little later. */
const NIGHT = '2026-11-26T22:07:00Z';

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test', OTKLIK_BACKUPS: 'kept' });
  server.setNow(NOON);
  ({ cookie: admin } = await signInStaff(server, 'admin'));
});
afterAll(() => server.close());
beforeEach(async () => {
  server.setNow(NOON);
  await sql(
    'DELETE FROM backups.state; DELETE FROM backups.run; DELETE FROM backups.request; DELETE FROM backups.fault',
  );
  await sql('DELETE FROM outbox.letter');
});

const sql = (text: string, values?: unknown[]) => server.app.pool.query(text, values);
const at = (moment: string): number => Date.parse(moment);
const read = () => server.call(readBackups, {}, admin);

const GB = 1024 ** 3;
const wellFacts: KeeperFacts = {
  place: '/mnt/копии',
  isOpen: true,
  keepDays: 31,
  spans: [{ from: at('2026-11-01T00:00:00Z'), to: at('2026-11-27T08:58:00Z') }],
  bases: 3,
  bytes: 40 * GB,
  free: 400 * GB,
  waiting: 0,
  waitingSince: null,
  failure: null,
  mirror: null,
  faults: [],
};

const tell = (facts: Partial<KeeperFacts> = {}, toldAt = NOON) =>
  sql(
    'INSERT INTO backups.state (told_at, facts) VALUES ($1, $2) ON CONFLICT (one) DO UPDATE SET told_at = $1, facts = $2',
    [toldAt, JSON.stringify({ ...wellFacts, ...facts })],
  );
const addRun = (kind: string, outcome: string, words: string, began = '2026-11-26T22:12:00Z') =>
  sql(
    `INSERT INTO backups.run (id, kind, outcome, began_at, ended_at, words, bytes)
     VALUES (gen_random_uuid(), $1, $2, $3, $3, $4, 7)`,
    [kind, outcome, began, words],
  );

async function run(job: string): Promise<void> {
  await sql('SELECT graphile_worker.add_job($1, $2)', [job, '{}']);
  await server.drain();
}
async function letters(): Promise<string[]> {
  await run('backups.watch');
  const { rows } = await sql(
    "SELECT subject FROM outbox.letter WHERE purpose = 'backup-fault' ORDER BY subject",
  );
  return rows.map(({ subject }) => subject);
}

describe('the state of copies', () => {
  it('says back to which moments one can go, and when that was checked', async () => {
    await tell();
    await addRun('check', 'done', '41 812 дел');
    expect(await read()).toMatchObject({
      way: 'kept',
      spans: [{ from: '2026-11-01T00:00:00.000Z', to: '2026-11-27T08:58:00.000Z' }],
      checkedAt: '2026-11-26T22:12:00.000Z',
      checkedWords: '41 812 дел',
      troubles: [],
      runs: [{ kind: 'check', outcome: 'done', bytes: 7 }],
      can: ['ask'],
    });
  });

  it('tells how this installation is started, with its folder', async () => {
    const { start, isNeeded } = await read();
    expect(start).toEqual({ way: 'command', command: expect.stringContaining('npm start -- --data /') });
    expect(isNeeded).toBe(true);
  });

  it('is told as good, on every screen, once a copy was checked and not before', async () => {
    const { config } = server.app.services;
    const inHealth = async () => {
      const { well, unjudged, troubles } = await server.call(readHealth, {}, admin);
      const why = unjudged.find(({ title }) => title === 'Резервные копии')?.why;
      const isWrong = troubles.some(({ id }) => id.startsWith('backups.copies/'));
      return well.includes('Резервные копии') ? 'хорошо' : isWrong ? 'неладно' : why;
    };
    const inReadiness = async () =>
      (await server.call(readReadiness, {}, admin)).lines.find(({ id }) => id === 'backups');
    // The server of the test has worked since the true now.
    server.setNow(NOON);
    serverStart.set(server.app.services, new Date(NOON));
    expect(await inHealth()).toBe('хранитель копий ещё не отвечал');
    await tell();
    const yet = 'снимаются, но ещё не проверялись: проверка каждую ночь в 3 часа';
    expect(await inHealth()).toBe(yet);
    expect(await inReadiness()).toMatchObject({ isDone: false, words: `С${yet.slice(1)}.` });
    await addRun('check', 'done', '41 812 дел');
    expect(await inHealth()).toBe('хорошо');
    expect(await inReadiness()).toMatchObject({
      isDone: true,
      isJudged: true,
      words: 'Снимаются и проверяются',
    });
    Object.assign(config, { backups: 'off' });
    expect(await inHealth()).toBe('неладно');
    Object.assign(config, { isDemo: true });
    expect(await inHealth()).toBe('в демонстрации не нужно');
    expect(await inReadiness()).toMatchObject({
      isDone: true,
      isJudged: false,
      words: 'В демонстрации не нужны',
    });
    expect((await read()).isNeeded).toBe(false);
    Object.assign(config, { isDemo: false, backups: 'own' });
    expect(await inHealth()).toBe('база своя, копии хранит администрация');
    Object.assign(config, { backups: 'kept' });
  });

  it('names what is wrong with its cure, and a keeper that fell silent before all', async () => {
    await tell({ waiting: 3, waitingSince: at('2026-11-27T08:30:00Z') });
    await addRun('check', 'failed', 'журнал, запись № 7');
    const { troubles } = await read();
    expect(troubles.map(({ code }) => code)).toEqual(['waiting', 'check-failed']);
    expect(troubles[1]).toMatchObject({ words: 'журнал, запись № 7' });
    await tell({}, '2026-11-27T08:30:00Z');
    expect((await read()).troubles.map(({ code }) => code)).toEqual(['no-word']);
  });

  it('says when copies were carried to another place, and of a keeper that tells nothing of it that they are not', async () => {
    await tell({ mirror: { doneAt: at('2026-11-27T08:55:00Z'), failure: null } });
    expect(await read()).toMatchObject({ isMirrored: true, mirroredAt: '2026-11-27T08:55:00.000Z' });
    await tell({ mirror: { doneAt: null, failure: { words: 'сеть', since: at('2026-11-27T08:30:00Z') } } });
    const { isMirrored, mirroredAt, troubles } = await read();
    expect({ isMirrored, mirroredAt }).toEqual({ isMirrored: true, mirroredAt: null });
    expect(troubles).toMatchObject([{ code: 'not-carried', words: 'сеть' }]);
    await tell();
    await sql("UPDATE backups.state SET facts = (facts::jsonb - 'mirror')");
    expect(await read()).toMatchObject({ isMirrored: false, mirroredAt: null, troubles: [] });
  });

  it('is an administrator’s', async () => {
    const { cookie } = await signInStaff(server, 'operator');
    expect((await server.fail(readBackups, {}, cookie)).status).toBe(403);
    expect((await server.fail(askBackup, { body: { kind: 'take' } }, cookie)).status).toBe(403);
  });

  it('is asked for work, which stands in the journal', async () => {
    await tell();
    await server.call(askBackup, { body: { kind: 'check' } }, admin);
    await server.call(askBackup, { body: { kind: 'check' } }, admin);
    expect((await read()).asked).toEqual(['check']);
    const { rows } = await sql(
      "SELECT payload FROM audit.record WHERE payload::text LIKE '%backups.ask-check%'",
    );
    expect(rows).toHaveLength(2);
  });
});

describe('the alarm', () => {
  it('tells administrators of each trouble once, with its cure, and of the next anew', async () => {
    await tell({ failure: { words: 'на диске кончилось место', since: at('2026-11-27T08:50:00Z') } });
    await addRun('check', 'done', '');
    expect(await letters()).toEqual(['Резервные копии: Копии не пишутся']);
    expect(await letters()).toEqual(['Резервные копии: Копии не пишутся']);
    await tell();
    expect(await letters()).toHaveLength(1);
    await tell({ failure: { words: 'на диске кончилось место', since: at('2026-11-27T08:50:00Z') } });
    expect(await letters()).toHaveLength(2);
  });

  it('is raised within fifteen minutes of the last word of the keeper', async () => {
    await addRun('check', 'done', '');
    await tell({}, '2026-11-27T08:50:00Z');
    expect(await letters()).toEqual(['Резервные копии: Хранитель копий молчит']);
  });
});

describe('the night', () => {
  it('asks for a copy and its check once', async () => {
    await tell();
    await run('backups.nightly');
    expect((await read()).asked).toEqual([]);
    server.setNow(NIGHT);
    await run('backups.nightly');
    expect((await read()).asked.toSorted()).toEqual(['check', 'take']);
    await sql('DELETE FROM backups.request');
    await addRun('check', 'done', '', '2026-11-26T22:06:00Z');
    await run('backups.nightly');
    expect((await read()).asked).toEqual([]);
  });
});
