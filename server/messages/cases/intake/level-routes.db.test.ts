import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listLevelSettings, setLevel } from '../../../../shared/contract/base/levels.ts';
import { listLevelRules } from '../../../../shared/contract/base/providers.ts';
import { submitMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { asSystem, readCard } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../../tests/support/site/sign-in.ts';
import { prepareInbound, registerDrafts } from '../index.ts';

/** Levels at every door a message with a topic comes through, and as the city sets them. */

let server: TestServer;
let admin: string;
let chair: string;
let serial = 0;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  admin = await signInAs(server, 'admin');
  chair = await signInAs(server, 'chair');
});
afterAll(() => server.close());

const payments = 'social.payments.state-aid';
const housing = 'social.housing.queue';
const pothole = 'roads.pavement.pothole';
const levels = ['anonymous', 'social', 'phone', 'esia_simplified', 'esia_verified'] as const;

const about = (factId: string) => ({
  body: {
    clientKey: randomUUID(),
    text: 'Расскажите, когда это будет и что для этого нужно.',
    phone: '+79125557799',
    consent: true,
    consentVersion: '1',
    factId,
  },
});

/** A resident who has proved so much; a stranger who has proved nothing. */
async function known(level: (typeof levels)[number]): Promise<string | undefined> {
  if (level === 'anonymous') return undefined;
  serial += 1;
  const phone = `+7912555${String(8000 + serial)}`;
  await signInResident(server, phone);
  await server.app.pool.query('UPDATE identity.person SET proven_level = $1 WHERE phone = $2', [
    level,
    phone,
  ]);
  return signInResident(server, phone);
}

const doors: [fact: string, taken: string][] = [
  [pothole, 'TTTTT'],
  [payments, 'RRTTT'],
  [housing, 'RRRTT'],
];

describe('a message through the site', () => {
  it.each(
    doors.flatMap(([fact, taken]) =>
      levels.map((level, at) => ({ fact, level, isTaken: taken[at] === 'T' })),
    ),
  )('of $fact by who is known as $level is taken: $isTaken', async ({ fact, level, isTaken }) => {
    const cookie = await known(level);
    if (isTaken) {
      const { number } = await server.call(submitMessage, about(fact), cookie);
      await server.drain();
      expect((await readCard(server, number, chair)).levelShort).toBeNull();
      return;
    }
    const refused = await server.fail(submitMessage, about(fact), cookie);
    expect(refused).toMatchObject({ status: 403, code: 'identity.level-too-low' });
    // What to do, and that nothing is lost.
    expect(refused.detail).toMatch(/нужно|нужен/u);
    expect(refused.detail).toContain('Введённое сохранено');
  });
});

it('a message sent without a topic is marked once staff give it one that asks for more', async () => {
  const { factId: _, ...body } = about(housing).body;
  const { number } = await server.call(submitMessage, { body });
  await server.drain();
  expect((await readCard(server, number, chair)).levelShort).toBeNull();
  await server.app.pool.query('UPDATE cases.case_file SET fact_id = $2 WHERE number = $1', [number, housing]);
  expect((await readCard(server, number, chair)).levelShort).toMatchObject({
    needed: 'esia_simplified',
    level: 'anonymous',
  });
});

describe('where nobody is there to be asked', () => {
  const inbound = async (factId: string, author: object) => {
    const number = await asSystem(server, async (ctx) => {
      const message = { text: 'Когда придёт выплата', factId, author };
      const draft = prepareInbound(ctx, message, { channel: 'max_bot', source: 'max', id: randomUUID() });
      const [made] = await registerDrafts(ctx, [{ draft, ctx }]);
      if (!made || made instanceof Error) throw new Error('not registered');
      return made.number;
    });
    await server.drain();
    return (await readCard(server, number, chair)).levelShort;
  };

  it.each([
    [pothole, { name: 'Анна' }, null],
    [payments, { name: 'Анна' }, { needed: 'phone', level: 'social' }],
    [payments, { phone: '+79125557798' }, { needed: 'phone', level: 'anonymous' }],
    [housing, {}, { needed: 'esia_simplified', level: 'anonymous' }],
  ])('a message of a bot about %s from %j is taken, and its card says %j', async (fact, author, short) => {
    expect(await inbound(fact, author)).toEqual(short === null ? null : expect.objectContaining(short));
  });

  it.each([
    ['phone_call', payments, true],
    ['edds_112', payments, true],
    // A document is looked at, a letter is signed: the law says how they are known.
    ['reception', payments, false],
    ['paper', payments, false],
    ['phone_call', pothole, false],
  ] as const)('%s about %s entered by staff is taken; marked: %s', async (kind, factId, isMarked) => {
    const operator = await signInAs(server, 'operator');
    const { number } = await server.call(
      registerCase,
      {
        body: {
          clientKey: randomUUID(),
          kind,
          text: 'Когда придёт выплата, житель спросил',
          factId,
          name: 'Пробная Анна Ивановна',
          phone: '+79125557797',
        },
      },
      operator,
    );
    await server.drain();
    expect((await readCard(server, number, chair)).levelShort !== null).toBe(isMarked);
  });
});

describe('the city sets a level', () => {
  const body = {
    category: 'roads.pavement',
    level: 'esia_verified' as const,
    validFrom: '2026-11-24',
    why: 'город проверяет каждого',
    basis: 'постановление № 1',
    reason: 'Просьба отдела дорог на месяц',
  };
  const set = (more: object = {}) => server.call(setLevel, { body: { ...body, ...more } }, admin);
  const refuse = (more: object) => server.fail(setLevel, { body: { ...body, ...more } }, admin);

  it('from its day, said before anything is sent, asked by the server, taken back the same way; the journal keeps why', async () => {
    const rules = async () => (await server.call(listLevelRules, {})).rules.map((one) => one.category);
    await set({ validFrom: '2026-11-25' });
    expect(await rules()).not.toContain('roads.pavement');
    await server.call(submitMessage, about(pothole));
    server.setNow('2026-11-25T06:00:00Z');
    expect(await rules()).toContain('roads.pavement');
    expect(await server.fail(submitMessage, about(pothole))).toMatchObject({
      code: 'identity.level-too-low',
      details: { level: 'esia_verified', why: 'город проверяет каждого', basis: 'постановление № 1' },
    });
    const { rules: settings } = await set({
      level: 'anonymous',
      why: '',
      basis: '',
      validFrom: '2026-11-25',
    });
    await server.call(submitMessage, about(pothole));
    expect(settings.find(({ category }) => category === 'roads.pavement')).toMatchObject({
      level: 'anonymous',
      source: 'city',
      changes: [
        { level: 'anonymous', validFrom: '2026-11-25' },
        { level: 'esia_verified', reason: 'Просьба отдела дорог на месяц' },
      ],
    });
    const { rows } = await server.app.pool.query(
      "SELECT payload FROM audit.record WHERE action = 'identity.set-level' ORDER BY seq LIMIT 1",
    );
    expect(rows[0].payload).toContain('Просьба отдела дорог на месяц');
    server.setNow('2026-11-24T06:00:00Z');
  });

  it.each([
    ['before today', { validFrom: '2026-11-23' }, 'validFrom'],
    ['without a reason', { reason: 'так' }, 'reason'],
    ['without words for residents', { why: '' }, 'why'],
    ['without a law or an act', { basis: '' }, 'basis'],
    ['of what is no category', { category: 'дороги' }, 'category'],
  ])('not %s', async (_, more, field) => {
    expect((await refuse(more)).fields).toHaveProperty(field);
  });

  it.each([
    ['esia_verified', 'нельзя ограничить сильнее, чем велит закон'],
    ['esia_simplified', '59-ФЗ'],
    ['phone', 'право на обращение у каждого'],
    ['social', 'называет закон'],
  ] as const)('never for appeals: %s', async (level, words) => {
    const refused = await refuse({ regime: 'appeal', level });
    expect(refused.fields?.level).toContain(words);
    const { appeal } = await server.call(listLevelSettings, {}, admin);
    expect(appeal?.level).toBe('social');
  });
});
