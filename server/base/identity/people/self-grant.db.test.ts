import { afterAll, beforeAll, expect, it } from 'vitest';
import * as contract from '../../../../shared/contract/base/people.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { type SignedIn, signInStaff } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let sole: SignedIn;
beforeAll(async () => {
  server = await startTestServer();
  sole = await signInStaff(server, 'admin', { slug: 'sole' });
});
afterAll(() => server.close());

const grant = (who: SignedIn, personId: string, role: string) =>
  server.call(contract.grantRole, { params: { id: personId }, body: { role } }, who.cookie);
const letters = async () =>
  (
    await server.app.pool.query<{ recipient: string }>(
      "SELECT recipient FROM outbox.letter WHERE purpose = 'self-grant' ORDER BY recipient",
    )
  ).rows.map(({ recipient }) => recipient);
const records = async () =>
  (await server.app.pool.query("SELECT 1 FROM audit.record WHERE action = 'identity.role-granted-to-self'"))
    .rows;

it('a sole administrator may give themselves access to personal data, and it is told aloud', async () => {
  const officer = await signInStaff(server, 'privacy-officer', { slug: 'officer' });
  const outsiders = [
    await signInStaff(server, 'operator', { slug: 'no-reader' }),
    await signInStaff(server, 'privacy-officer', { slug: 'left' }),
    await signInStaff(server, 'privacy-officer', { slug: 'revoked' }),
  ];
  await server.app.pool.query('UPDATE identity.person SET is_active = false WHERE id = $1', [
    outsiders[1]!.personId,
  ]);
  await server.app.pool.query('UPDATE identity.role_grant SET revoked_at = now() WHERE person_id = $1', [
    outsiders[2]!.personId,
  ]);
  await grant(sole, sole.personId, 'operator');
  expect(await letters()).toContain(officer.email);
  for (const { email } of outsiders) expect(await letters()).not.toContain(email);
  expect(await records()).toHaveLength(1);
});

it('to another person it is given in silence', async () => {
  const clerk = await signInStaff(server, 'observer', { slug: 'clerk' });
  const before = (await letters()).length;
  await grant(sole, clerk.personId, 'secretary');
  expect(await letters()).toHaveLength(before);
  expect(await records()).toHaveLength(1);
});

it.each(['operator', 'secretary', 'privacy-officer', 'head'])(
  'with a second administrator in the centre «%s» is not given to oneself',
  async (role) => {
    const second = await signInStaff(server, 'admin', { slug: 'second' });
    const refused = await server.fail(
      contract.grantRole,
      { params: { id: second.personId }, body: { role } },
      second.cookie,
    );
    expect(refused).toMatchObject({ status: 403, code: 'lib.forbidden' });
    expect(refused.detail).toContain('другого администратора');
    await grant(sole, second.personId, role);
    expect(await records()).toHaveLength(1);
  },
);
