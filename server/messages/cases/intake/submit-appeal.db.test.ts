import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submitAppeal } from '../../../../shared/contract/messages/cases-portal.ts';
import { getAppeal } from '../../../../shared/contract/messages/office.ts';
import { readCard } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInResident, signInStaff } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let resident: string;
let operator: { cookie: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  resident = await signInResident(server, '+79120000077');
  operator = await signInStaff(server, 'operator');
});
afterAll(() => server.close());

const appeal = (more: object = {}) => ({
  body: {
    clientKey: randomUUID(),
    text: 'Прошу сообщить, когда отремонтируют мост через реку.',
    kind: 'complaint' as const,
    surname: 'Пробный',
    givenName: 'Иван',
    patronymic: 'Петрович',
    replyBy: 'post' as const,
    postalAddress: 'ул. Титова, 14, кв. 3',
    consent: true,
    consentVersion: '1',
    ...more,
  },
});

describe('the second door: an appeal by 59-ФЗ', () => {
  test('starts the statutory term and stands in the journal as it was called', async () => {
    const sent = await server.call(submitAppeal, appeal(), resident);
    expect(sent).toMatchObject({ regime: 'appeal_59fz', notes: [] });
    expect(sent.regimeReason).toMatch(/ст\. 7 ч\. 3/);
    expect(sent.dueAt.slice(0, 10)).toBe('2026-12-24');
    await server.drain();
    const card = await readCard(server, sent.number, operator.cookie);
    expect(card.clocks.map(({ ruleId }) => ruleId)).toContain('fz59-answer');
    expect(card.regimeDecision).toMatchObject({ ruleId: 'site-appeal-account', toVerify: true });
    const line = await server.call(getAppeal, { params: { number: sent.number } }, operator.cookie);
    expect(line).toMatchObject({ kind: 'complaint', form: 'electronic', replyBy: 'post', from: 'П. И. П.' });
  });

  test('is repeated by the same key, and never shown on the map', async () => {
    const input = appeal();
    const first = await server.call(submitAppeal, input, resident);
    const again = await server.call(submitAppeal, input, resident);
    expect(again.number).toBe(first.number);
    expect((await readCard(server, first.number, operator.cookie)).hasPublishConsent).toBe(false);
  });

  test('asks a Russian mail for the answer, by the word of the pack', async () => {
    const mail = { replyBy: 'email', email: 'proba@example.com', postalAddress: undefined };
    const sent = await server.call(submitAppeal, appeal(mail), resident);
    expect(sent.notes.join()).toMatch(/российской доменной зоне/);
    const own = { ...mail, email: 'proba@example.ru' };
    expect((await server.call(submitAppeal, appeal(own), resident)).notes).toEqual([]);
  });

  test('needs a sign-in, a surname, an address, a consent', async () => {
    expect((await server.fail(submitAppeal, appeal())).status).toBe(401);
    const refuse = async (more: object) => server.fail(submitAppeal, appeal(more), resident);
    expect((await refuse({ surname: '' })).fields).toHaveProperty('surname');
    expect((await refuse({ postalAddress: '' })).fields).toHaveProperty('postalAddress');
    expect((await refuse({ replyBy: 'email' })).fields).toHaveProperty('email');
    expect((await refuse({ consent: false })).code).toBe('cases.consent-missing');
  });
});
