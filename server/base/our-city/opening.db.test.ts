import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getFile } from '../../../shared/contract/base/files.ts';
import { readHealth } from '../../../shared/contract/base/health.ts';
import { readSession, sendSignInCode, signInByPassword } from '../../../shared/contract/base/identity.ts';
import { readCard, saveCard } from '../../../shared/contract/base/our-city.ts';
import { changeOpening, readReadiness } from '../../../shared/contract/base/our-city-opening.ts';
import { getCity } from '../../../shared/contract/base/territory.ts';
import { readViewLetter } from '../../../shared/contract/heatmap/heat-views.ts';
import { readFollowLink } from '../../../shared/contract/messages/follows.ts';
import { submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { newId } from '../../lib/ids.ts';
import { judgeCard } from './card-lines.ts';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'http://127.0.0.1:3000' });
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

const read = () => server.call(readReadiness, {}, admin);
const turn = async (isOpen: boolean, reason = '') => ({
  body: { serial: (await read()).serial, isOpen, reason },
});
const lineOf = async (id: string) => (await read()).lines.find((line) => line.id === id);
const setMail = (isWell: string) =>
  server.asOwner(`INSERT INTO outbox.channel_setting (channel, settings, is_active, changed_at, tried_at, is_tried_well)
    VALUES ('email', '{}', true, now(), now(), ${isWell})
    ON CONFLICT (channel) DO UPDATE SET is_tried_well = excluded.is_tried_well`);

describe('the door of the portal', () => {
  test('is closed with a reason alone, and then strangers and residents hear whom to call', async () => {
    expect(await read()).toMatchObject({ isOpen: true, can: ['close'] });
    const resident = await signInResident(server);
    expect((await server.call(getCity, {}, resident)).title).toContain('Каменск');
    expect((await server.fail(changeOpening, await turn(false), admin)).fields).toEqual({
      reason: 'Напишите, почему закрываете портал',
    });
    const closed = await server.call(changeOpening, await turn(false, 'Переезжаем'), admin);
    expect(closed).toMatchObject({ isOpen: false, can: ['open'], history: [{ reason: 'Переезжаем' }, {}] });
    const problem = await server.fail(getCity, {});
    expect(problem.code).toBe('lib.portal-closed');
    expect(problem.detail).toBe(
      'Приём сейчас закрыт. Пока звоните (3439) 00-00-00 или пишите reception@otklik.example.',
    );
    expect((await server.fail(getCity, {}, resident)).code).toBe('lib.portal-closed');
    // Past the framework as well.
    await expect(submitCase(server)).rejects.toThrow(/Приём сейчас закрыт/u);
    expect((await server.call(readSession, {})).isPortalOpen).toBe(false);
    // Nobody becomes a resident meanwhile; who works here goes on working.
    expect((await server.fail(sendSignInCode, { body: { phone: '+79120000018' } })).code).toBe(
      'lib.portal-closed',
    );
    const login = { body: { email: 'nobody@example.ru', password: 'wrong-password-1' } };
    expect((await server.fail(signInByPassword, login)).code).toBe('identity.wrong-credentials');
    const operator = await signInAs(server, 'operator');
    expect((await server.call(getCity, {}, operator)).title).toContain('Каменск');
  });

  test('lets in links that were given or sent: they are judged by themselves', async () => {
    const token = 'a'.repeat(43);
    const codes = [
      (await server.fail(getFile, { params: { id: newId(), variant: 'thumb' }, query: {} })).code,
      (await server.fail(readFollowLink, { query: { token } })).code,
      (await server.fail(readViewLetter, { query: { token } })).code,
    ];
    expect(codes).not.toContain('lib.portal-closed');
    const sent = await server.inject({ method: 'POST', url: '/api/files', headers: { 'x-otklik': '1' } });
    expect(sent.json().code).not.toBe('lib.portal-closed');
  });

  test('is not opened while something required is missing: all of it is said', async () => {
    await signInAs(server, 'approver');
    const { lines } = await read();
    expect(lines.map(({ id }) => id)).toEqual([
      'city',
      'organisation',
      'operator',
      'boundary',
      'addresses',
      'topics',
      'people',
      'second-factor',
      'address',
      'mail',
      'working-group',
      'calendar',
      'backups',
    ]);
    const missing = lines.filter(({ isRequired, isDone }) => isRequired && !isDone).map(({ title }) => title);
    expect(missing).toContain('Письмо доходит');
    const problem = await server.fail(changeOpening, await turn(true), admin);
    expect(problem.code).toBe('lib.conflict');
    for (const title of missing) expect(problem.detail).toContain(title);
    expect((await read()).isOpen).toBe(false);
  });

  test('an address nobody has named holds the portal: letters would lead nowhere', async () => {
    const { services } = server.app;
    const named = services.config.publicUrl;
    expect(await lineOf('address')).toMatchObject({ isDone: true, words: 'http://127.0.0.1:3000' });
    Object.assign(services.config, { publicUrl: '' });
    expect(await lineOf('address')).toMatchObject({ isDone: false, isRequired: true });
    Object.assign(services.config, { publicUrl: named });
  });

  test('lines are what is there: mail once it was tried, people once they have their roles', async () => {
    expect(await lineOf('mail')).toMatchObject({
      isDone: false,
      words: expect.stringContaining('не настроена'),
    });
    await setMail('NULL');
    expect(await lineOf('mail')).toMatchObject({
      isDone: false,
      words: expect.stringContaining('не проверена'),
    });
    await setMail('false');
    expect(await lineOf('mail')).toMatchObject({
      isDone: false,
      words: expect.stringContaining('не принято'),
    });
    await setMail('true');
    expect(await lineOf('mail')).toMatchObject({ isDone: true });
    expect((await lineOf('people'))?.words).toBe('Не хватает: кто исполняет (исполнитель).');
    await signInStaff(server, 'executor');
    expect(await lineOf('people')).toMatchObject({ isDone: true });
    expect(await lineOf('boundary')).toMatchObject({ isDone: true });
    expect(await lineOf('addresses')).toMatchObject({ isDone: true });
    expect(await lineOf('second-factor')).toMatchObject({ isDone: false, isRequired: false });
  });

  test('the working group is the secretary’s: an administrator is led to whom to give the role', async () => {
    expect(await lineOf('working-group')).toMatchObject({
      isDone: false,
      words: expect.stringContaining('Дайте эту роль сотруднику в «Людях и ролях»'),
      link: { to: '/staff/people' },
    });
  });

  test('in a demonstration what is not looked at is not told as good', async () => {
    const { config } = server.app.services;
    const was = config.publicUrl;
    Object.assign(config, { isDemo: true, publicUrl: '' });
    const lines = (await read()).lines.filter(({ isJudged }) => !isJudged);
    Object.assign(config, { isDemo: false, publicUrl: was });
    expect(lines.map(({ id }) => id)).toEqual(['second-factor', 'address', 'mail', 'backups']);
    expect(lines.every(({ isDone, words }) => isDone && words.startsWith('В демонстрации не нуж'))).toBe(
      true,
    );
    expect((await read()).lines.every(({ isJudged }) => isJudged)).toBe(true);
  });

  test('topics nobody does are not told as good on «Состояние» before the portal is open', async () => {
    const { well, unjudged } = await server.call(readHealth, {}, admin);
    expect(well).not.toContain('Исполнители тем');
    expect(unjudged.map(({ title }) => title)).toContain('Исполнители тем');
  });

  test('opens once each required line is done; whoever saw an older state is refused', async () => {
    expect((await lineOf('topics'))?.words).toMatch(/^Некому исполнять/u);
    // Every topic leads to one unit by a route of everything.
    const { rows } = await server.asOwner(
      `INSERT INTO identity.unit (id, title, short_title, kind, created_at, changed_at)
       VALUES (gen_random_uuid(), 'Администрация', 'Администрация', 'nobody-does', now(), now()) RETURNING id`,
    );
    await server.asOwner(`INSERT INTO cases.routing_rule (id, priority, unit_id, valid_from, is_on, author_name, created_at)
      VALUES (gen_random_uuid(), 1, '${rows[0].id}', '2026-01-01', true, 'Пробный', now())`);
    expect(await lineOf('topics')).toMatchObject({ isDone: true });
    const seen = await turn(true);
    expect((await server.fail(changeOpening, { body: { ...seen.body, serial: 1 } }, admin)).code).toBe(
      'lib.changed-meanwhile',
    );
    expect(await server.call(changeOpening, seen, admin)).toMatchObject({ isOpen: true });
    expect((await server.call(getCity, {})).title).toContain('Каменск');
    expect((await server.fail(changeOpening, await turn(true), admin)).detail).toBe('Портал уже открыт.');
  });

  test('a card half filled in holds the portal, and says what it lacks', async () => {
    const { card, version } = await server.call(readCard, {}, admin);
    if (!card) throw new Error('there is no card');
    const organisation = { ...card.organisation, inn: '', phone: '' };
    await server.call(saveCard, { body: { version, reason: '', card: { ...card, organisation } } }, admin);
    expect(await lineOf('organisation')).toMatchObject({ isDone: false, words: 'Не хватает: ИНН, телефон.' });
  });

  test('of an installation that knows nothing each line of the card is missing', () => {
    expect(judgeCard(undefined).map(({ id, isDone }) => [id, isDone])).toEqual([
      ['city', false],
      ['organisation', false],
      ['operator', false],
    ]);
  });
});

describe('a new installation', () => {
  let fresh: TestServer;
  beforeAll(async () => {
    // A pack of nothing and no edition: as a first start leaves it.
    fresh = await startTestServer({ OTKLIK_CITY: 'blank' });
  });
  afterAll(() => fresh.close());

  test('has no street and no district, and a map of the whole country', async () => {
    const city = await fresh.call(getCity, {});
    expect(city).toMatchObject({ districts: [], bbox: [19, 41, 180, 78] });
  });
});
