import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgeAsOwner, takeDaysOut } from '../../../tests/support/record.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { listTrusted, requireWhole } from './index.ts';

/** Which lines a paper is printed of: those that are as they were committed, by the signed days and, after them, by the journal. */

let server: TestServer;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  await signInAs(server, 'member');
});
afterAll(() => server.close());

/** An act about the composition of the group: final as soon as it is there. */
async function putAct(): Promise<string> {
  serial += 1;
  const id = randomUUID();
  await asSystem(server, async ({ db }) => {
    const row = { id, number: `${serial}-а`, signed_on: '2026-01-12', title: 'О составе' };
    await db
      .insertInto('working_group.act')
      .values({ ...row, made_at: new Date(), made_by_name: 'С.' })
      .execute();
  });
  return id;
}

/** A line of the composition: it may change, and its newest word is what counts. */
async function putMember(act: string): Promise<string> {
  const id = randomUUID();
  await server.asOwner(
    `INSERT INTO working_group.membership (id, act_id, person_id, person_name, position, role, from_day, made_at, made_by_name)
     SELECT '${id}', '${act}', id, 'П.', 'Начальник отдела', 'member', '2026-01-12', now(), 'С.' FROM identity.person
     WHERE staff_email LIKE 'member%' LIMIT 1`,
  );
  return id;
}

const whole = (kind: string, ...ids: string[]) =>
  asSystem(server, (ctx) => requireWhole(ctx, 'Справка', [{ kind, ids }])).then(
    () => true,
    (error: Error) => {
      expect(error.message).toMatch(/^Справка: содержание не сходится с закреплённым в журнале/u);
      return false;
    },
  );
const forge = (table: string, sql: string) => forgeAsOwner(server, table, sql);
/** Counts the chain of the journal anew, as whoever owns the database can. */
const rebuildChain = `DO $$ DECLARE prev bytea := decode(repeat('00', 32), 'hex'); r record; BEGIN
  FOR r IN SELECT seq, payload FROM audit.record ORDER BY seq LOOP
    prev := sha256(prev || convert_to(r.seq || E'\\n' || r.payload, 'UTF8'));
    UPDATE audit.record SET hash = prev WHERE seq = r.seq; END LOOP;
  UPDATE audit.head SET hash = prev; END $$`;

let first: string;

describe('while no day is signed, by the journal', () => {
  it('a line is whole as it was committed, however long ago; changed, added past the journal or gone it is not', async () => {
    first = await putAct();
    const changed = await putAct();
    expect(await whole('group-act', first, changed)).toBe(true);
    await forge('working_group.act', `UPDATE working_group.act SET title = 'Иной' WHERE id = '${changed}'`);
    expect(await whole('group-act', changed)).toBe(false);
    expect(await whole('group-act', first, changed)).toBe(false);
    expect(await whole('group-act', first)).toBe(true);
    const added = randomUUID();
    await forge(
      'working_group.act',
      `INSERT INTO working_group.act (id, number, signed_on, title, made_at, made_by_name)
       VALUES ('${added}', 'мимо', '2026-01-12', 'О составе', now(), 'С.')`,
    );
    expect(await whole('group-act', added)).toBe(false);
    expect(await whole('group-act', randomUUID())).toBe(false);
    expect(await whole('membership', first)).toBe(false);
    // More than one reading of the journal takes.
    for (let at = 0; at < 205; at += 1) await putAct();
    expect(await whole('group-act', first)).toBe(true);
  }, 60_000);

  it('a record that does not fit its hash is not believed', async () => {
    const act = await putAct();
    const record = `WHERE action = 'audit.commit' AND payload LIKE '%${act}%'`;
    const payload = `payload = replace(payload, '"at"', '"at" ')`;
    const [before] = (await server.asOwner(`SELECT payload FROM audit.record ${record}`)).rows;
    await forge('audit.record', `UPDATE audit.record SET ${payload} ${record}`);
    expect(await whole('group-act', act)).toBe(false);
    await forge(
      'audit.record',
      `UPDATE audit.record SET payload = '${before.payload.replaceAll("'", "''")}' ${record}`,
    );
    expect(await whole('group-act', act)).toBe(true);
  });
});

describe('once days are signed outside', () => {
  let member: string;
  beforeAll(async () => {
    member = await putMember(first);
    await takeDaysOut(server);
  });

  it('they count for what is in them, and the journal for what came after', async () => {
    expect(await whole('group-act', first)).toBe(true);
    const later = await putAct();
    expect(await whole('group-act', later, first)).toBe(true);
    await forge('working_group.act', `UPDATE working_group.act SET title = 'Иной' WHERE id = '${later}'`);
    expect(await whole('group-act', later)).toBe(false);
  });

  it('what may change is held to its newest word, what is final to the word of its day', async () => {
    await server.asOwner(`UPDATE working_group.membership SET position = 'Глава' WHERE id = '${member}'`);
    expect(await whole('membership', member)).toBe(true);
    const act = `WHERE id = '${first}'`;
    await forge('working_group.act', `UPDATE working_group.act SET title = 'Иной' ${act}`);
    // Committed anew by whoever owns the database: the day says otherwise.
    await server.asOwner(`UPDATE working_group.act SET made_by_name = made_by_name ${act}`);
    expect(await whole('group-act', first)).toBe(false);
    await forge('working_group.act', `UPDATE working_group.act SET title = 'О составе' ${act}`);
  });

  it('what the journal has within them and they have not is not believed', async () => {
    const act = await putAct();
    expect(await whole('group-act', act)).toBe(true);
    const { rows } = await server.asOwner(
      `SELECT string_agg(format('%I = other.%I', column_name, column_name), ', ') AS sets FROM information_schema.columns
       WHERE table_schema = 'audit' AND table_name = 'record' AND column_name NOT IN ('seq', 'hash') AND is_generated = 'NEVER'`,
    );
    // Its record changes places with one of a signed day, and the chain is made to agree.
    await forge(
      'audit.record',
      `UPDATE audit.record AS line SET ${rows[0].sets} FROM audit.record AS other
       WHERE line.action = 'audit.commit' AND other.action = 'audit.commit' AND line.seq <> other.seq
         AND line.seq IN (SELECT unnest(ARRAY[min(seq), max(seq)]) FROM audit.record WHERE action = 'audit.commit')
         AND other.seq IN (SELECT unnest(ARRAY[min(seq), max(seq)]) FROM audit.record WHERE action = 'audit.commit');
       ${rebuildChain}`,
    );
    expect(await whole('group-act', act)).toBe(false);
  });

  it('days by a key nobody names are believed in nothing, the journal beside them neither', async () => {
    const { config } = server.app.services;
    const own = { dataDir: config.dataDir, recordKey: '', recordKeysOld: [] as string[] };
    const { privateKey } = generateKeyPairSync('ed25519');
    const [act] = (await server.asOwner(`SELECT id FROM working_group.act WHERE number = '9-а'`)).rows;
    expect(await whole('group-act', act.id)).toBe(true);
    Object.assign(config, { recordKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) });
    expect(await whole('group-act', act.id)).toBe(false);
    Object.assign(config, { recordKeysOld: listTrusted(own) });
    expect(await whole('group-act', act.id)).toBe(true);
    Object.assign(config, own);
  });
});
