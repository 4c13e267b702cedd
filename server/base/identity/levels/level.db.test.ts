import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listLevelRules } from '../../../../shared/contract/base/providers.ts';
import { joinMessage, submitMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInResident } from '../../../../tests/support/site/sign-in.ts';
import { findLevelRule } from './level-rules.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const about = (factId: string) => ({
  body: {
    clientKey: randomUUID(),
    text: 'Расскажите, когда придёт выплата и что для неё нужно.',
    phone: '+79125557702',
    consent: true,
    consentVersion: '1',
    factId,
  },
});
const prove = (level: string, contact: string) =>
  server.app.pool.query('UPDATE identity.person SET proven_level = $1 WHERE phone = $2', [level, contact]);

describe('a category that asks to know the resident', () => {
  it('is told before anything is sent', async () => {
    const { rules } = await server.call(listLevelRules, {});
    expect(rules).toContainEqual(expect.objectContaining({ category: 'social.payments', level: 'phone' }));
    expect(findLevelRule('social.payments', '2025-12-31')).toBeUndefined();
  });

  it('refuses whoever is known too little, in words, and takes who proved enough', async () => {
    const refused = await server.fail(submitMessage, about('social.payments.state-aid'));
    expect(refused).toMatchObject({
      status: 403,
      code: 'identity.level-too-low',
      details: { level: 'phone' },
    });
    expect(refused.detail).toContain('подтверждённый телефон');
    const unproven = await signInResident(server, '+79125557701');
    expect((await server.fail(submitMessage, about('social.payments.state-aid'), unproven)).status).toBe(403);
    await prove('phone', '+79125557701');
    const proven = await signInResident(server, '+79125557701');
    await server.call(submitMessage, about('social.payments.state-aid'), proven);
    const higher = await server.fail(submitMessage, about('social.housing.queue'), proven);
    expect(higher.detail).toContain('Госуслуги');
    await prove('esia_verified', '+79125557701');
    const best = await signInResident(server, '+79125557701');
    await server.call(submitMessage, about('social.housing.queue'), best);
  });

  it('a personal matter is joined by nobody, however well known', async () => {
    await prove('phone', '+79125557701');
    const proven = await signInResident(server, '+79125557701');
    const { number } = await server.call(submitMessage, about('social.payments.state-aid'), proven);
    await server.drain();
    const join = () => {
      const { factId: _fact, text: _text, ...body } = about('social.payments.state-aid').body;
      return { params: { number }, body: { ...body, phone: '+79125557703' } };
    };
    expect(await server.fail(joinMessage, join())).toMatchObject({ status: 404, code: 'cases.not-found' });
    await signInResident(server, '+79125557704');
    await prove('phone', '+79125557704');
    const other = await signInResident(server, '+79125557704');
    expect((await server.fail(joinMessage, join(), other)).code).toBe('cases.not-found');
  });

  it('other topics are open to everybody', async () => {
    await server.call(submitMessage, about('roads.pavement.pothole'));
  });
});
