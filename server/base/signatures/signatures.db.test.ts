import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hashPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayRoots, exportProof } from '../../../shared/contract/base/audit.ts';
import * as contract from '../../../shared/contract/base/signatures.ts';
import { makeSigner, signDetached } from '../../../tests/support/cms.ts';
import { answerInstead } from '../../../tests/support/ports.ts';
import { forgeAsOwner, whileForged } from '../../../tests/support/record.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { type SignedIn, signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx, StaffActor } from '../../lib/module/context.ts';
import { runMutation, runQuery } from '../../lib/module/unit-of-work.ts';
import { latestDayRoot, sealDays, verifyChain, verifyDays } from '../audit/index.ts';
import { confirmPerson } from '../identity/index.ts';
import { writePassword } from '../identity/sign-in/password.ts';
import { documentAccess, signDocument } from './index.ts';
import { recordFile } from './record.ts';
import { verifyDocuments, verifyRecordFile } from './verify.ts';

const script = new URL('../../../scripts/verify.ts', import.meta.url).pathname;
const bytes = Buffer.from('%PDF-1.7 пробный документ');
const id = newId();

let server: TestServer;
let signer: SignedIn;
let folder: string;
let reader: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-verify-'));
  server = await startTestServer();
  signer = await signInStaff(server, 'chair');
  reader = await signInAs(server, 'member');
  const accessProbe = async ({ actor }: Ctx) => ({
    mayRead: actor.kind === 'staff' && actor.permissions.has('working-group.read'),
    signer:
      actor.kind === 'staff' && actor.id === signer.personId
        ? { name: 'Пробный С.', position: 'Руководитель рабочей группы' }
        : null,
  });
  answerInstead(server.app.services, documentAccess, accessProbe, 'probe');
  const actor = {
    kind: 'staff',
    id: signer.personId,
    name: 'Пробный С.',
    permissions: new Set(),
  } as unknown as StaffActor;
  const document = {
    id,
    kind: 'probe',
    objectId: newId(),
    title: 'Протокол',
    number: '3',
    day: '2026-11-23',
    bytes,
    contentType: 'application/pdf',
    isPublic: true,
  };
  const person = { id: signer.personId, name: 'Пробный С.', position: 'Руководитель рабочей группы' };
  const caller = { actor, requestId: 'test', ip: '' };
  const other = { ...person, id: newId() };
  await expect(
    runMutation(server.app.services, caller, (ctx) => signDocument(ctx, document, other, 'password')),
  ).rejects.toThrow('за себя');
  await runMutation(server.app.services, caller, (ctx) => signDocument(ctx, document, person, 'password'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const params = { id };
const attach = (cms: Buffer, cookie = signer.cookie) => ({
  input: { params, body: { cms: cms.toString('base64') } },
  cookie,
});
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [script, ...args], {
    env: { ...process.env, DATABASE_URL: server.app.services.config.databaseUrl },
  });

const forge = (table: string, sql: string) => forgeAsOwner(server, table, sql);

describe('who signs', () => {
  it('shows again that it is they; wrong tries are counted with those of signing in', async () => {
    const { services } = server.app;
    const { personId } = await signInStaff(server, 'deputy', { slug: 'signs' });
    const hash = await hashPassword('верный пароль 1');
    await writePassword(services.database, personId, hash, new Date());
    const caller = {
      actor: { kind: 'staff', id: personId } as unknown as StaffActor,
      requestId: 'test',
      ip: '198.51.100.7',
    };
    const confirm = (proof: contract.SignerProof) =>
      runQuery(services, caller, (ctx) => confirmPerson(ctx, { services } as never, proof));
    expect(await confirm({ password: 'верный пароль 1' })).toBe('password');
    await expect(confirm({})).rejects.toMatchObject({ code: 'identity.wrong-code' });
    await expect(confirm({ code: '123456' })).rejects.toMatchObject({ fields: { code: expect.anything() } });
    const isWrong = () =>
      expect(confirm({ password: 'мимо' })).rejects.toMatchObject({ code: 'identity.wrong-code' });
    await isWrong();
    await services.database.updateTable('identity.attempt').set({ wrong: 19 }).execute();
    await isWrong();
    const locked = confirm({ password: 'верный пароль 1' });
    await expect(locked).rejects.toMatchObject({ code: 'identity.locked-out' });
    await services.database.deleteFrom('identity.attempt').execute();
  });
});

describe('a signed document', () => {
  it('is shown to anyone by its id and by the hash of its file, and names no person', async () => {
    const shown = await server.call(contract.checkDocument, { params });
    expect(shown).toMatchObject({ number: '3', day: '2026-11-23', bytes: bytes.length });
    expect(shown.signatures).toEqual([
      expect.objectContaining({ kind: 'simple', position: 'Руководитель рабочей группы', state: 'whole' }),
    ]);
    expect(JSON.stringify(shown)).not.toContain('Пробный');
    expect(
      await server.call(contract.findDocument, { params: { hash: shown.sha256.toUpperCase() } }),
    ).toEqual(shown);
    const { documents } = await server.call(contract.findByNumber, { query: { number: '№ 3' } });
    expect(documents).toEqual([shown]);
    const none = await server.call(contract.findByNumber, { query: { number: '3/1999' } });
    expect(none.documents).toEqual([]);
    const hash = '0'.repeat(64);
    expect((await server.fail(contract.findDocument, { params: { hash } })).status).toBe(404);
  });

  it('goes out byte for byte, to its readers alone', async () => {
    const url = `/api/documents/${id}/file`;
    const reply = await server.inject({ method: 'GET', url, headers: { cookie: reader } });
    expect(reply.rawPayload.equals(bytes)).toBe(true);
    const stranger = await signInAs(server, 'operator');
    for (const route of [contract.readDocument, contract.downloadDocument, contract.downloadRecord])
      expect((await server.fail(route, { params }, stranger)).status).toBe(403);
  });

  it.each([
    ['signatures.document', "UPDATE signatures.document SET number = '4'"],
    ['signatures.document', 'TRUNCATE signatures.document CASCADE'],
    ['signatures.signature', "UPDATE signatures.signature SET position = 'другой'"],
    ['signatures.signature', 'DELETE FROM signatures.signature'],
  ])('does not change, by the owner neither: %s', async (_, sql) => {
    await expect(server.asOwner(sql)).rejects.toThrow('does not change');
  });
});

describe('a detached signature', () => {
  it('of this file is kept, of another refused; only who signed may add it', async () => {
    const key = makeSigner('ecdsa');
    const wrong = attach(signDetached(key, Buffer.from('другой')));
    expect((await server.fail(contract.attachSignature, wrong.input, wrong.cookie)).detail).toContain(
      'другого файла',
    );
    const right = attach(signDetached(key, bytes));
    expect((await server.fail(contract.attachSignature, right.input, reader)).status).toBe(403);
    const { signatures } = await server.call(contract.attachSignature, right.input, right.cookie);
    expect(signatures[1]).toMatchObject({ kind: 'qualified', state: 'whole', method: 'file' });
    expect(signatures[1]!.details).toContainEqual({ name: 'Алгоритм подписи', value: 'ECDSA' });
  });

  it('by ГОСТ is not called checked while no program checks it', async () => {
    const { input, cookie } = attach(signDetached(makeSigner('rsa'), bytes, { isGost: true }));
    const { signatures } = await server.call(contract.attachSignature, input, cookie);
    expect(signatures.at(-1)).toMatchObject({ state: 'unchecked' });
    expect(signatures.at(-1)!.details.at(-1)!.name).toBe('Не проверено');
  });

  it.each([
    [
      'process.exit(require("fs").readFileSync(process.argv[1]).equals(require("fs").readFileSync(process.argv[2])) ? 1 : 0)',
      200,
    ],
    ['process.exit(3)', 400],
    ['setTimeout(() => {}, 60000)', 503],
  ])('is asked of the program of the settings: %s', async (code, status) => {
    const { config } = server.app.services;
    config.signatureCheck = {
      command: [process.execPath, '-e', code, '{document}', '{signature}'],
      seconds: status === 503 ? 1 : 30,
    };
    const { input, cookie } = attach(signDetached(makeSigner('rsa'), bytes, { isGost: true }));
    if (status === 200) {
      const { signatures } = await server.call(contract.attachSignature, input, cookie);
      expect(signatures.at(-1)).toMatchObject({ state: 'whole' });
    } else expect((await server.fail(contract.attachSignature, input, cookie)).status).toBe(status);
    config.signatureCheck = null;
  });
});

describe('npm run verify', () => {
  const file = (name: string) => join(folder, name);
  const save = async (name: string, url: string, cookie: string) =>
    writeFile(file(name), (await server.inject({ method: 'GET', url, headers: { cookie } })).rawPayload);
  it('proves a signed file and a record without the database, once the day is over', async () => {
    await save('early.json', `/api/documents/${id}/record`, reader);
    await writeFile(file('протокол.pdf'), bytes);
    const early = recordFile.parse(JSON.parse(await readFile(file('early.json'), 'utf8')));
    expect(verifyRecordFile(bytes, early)).toEqual({
      faults: [],
      open: early.signatures.map(() => expect.stringContaining('доказательства из журнала ещё нет')),
    });
    // Days of the journal are those of the template database: the real clock's.
    server.setNow(new Date(Date.now() + 2 * 86_400_000).toISOString());
    const admin = await signInAs(server, 'admin');
    expect((await server.fail(exportProof, { params: { seq: 1 } }, admin)).status).toBe(404);
    const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
    await runMutation(server.app.services, caller, sealDays);
    const { days } = await server.call(dayRoots, {}, admin);
    const root = days[0]!.root;
    expect(await latestDayRoot({ db: server.app.services.database })).toEqual(days[0]);
    await save('record.json', `/api/documents/${id}/record`, reader);
    await save('proof.json', '/api/audit/records/2/proof', admin);
    const args = ['document', file('протокол.pdf'), '--record', file('record.json'), '--root', root];
    expect((await run(...args)).stdout).toContain('Подписи целы');
    expect((await run('proof', file('proof.json'))).stdout).toContain('Запись № 2 была в журнале');
    await expect(run('proof', file('proof.json'), '--root', '0'.repeat(64))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('не тот, что напечатан'),
    });
    expect((await run('journal')).stdout).toMatch(/дней: \d+, подписанных документов: 1/);
  });

  it('names the file or the signature that is not what was signed', async () => {
    const record = recordFile.parse(JSON.parse(await readFile(file('record.json'), 'utf8')));
    const forged = Buffer.from(bytes);
    forged[9]! ^= 1;
    expect(verifyRecordFile(forged, record).faults[0]).toBe('«Протокол 3»: это не тот файл, что подписан');
    const [first, second] = record.signatures;
    const named = { ...first!, record: { ...first!.record, position: 'Глава' } };
    expect(verifyRecordFile(bytes, { ...record, signatures: [named] }).faults).toEqual([
      '«Протокол 3», подпись Пробный С.: запись о подписи расходится с журналом',
    ]);
    const broken = { ...second!, cms: signDetached(makeSigner('ecdsa'), bytes).toString('base64') };
    expect(verifyRecordFile(bytes, { ...record, signatures: [broken] }).faults).toEqual([
      '«Протокол 3», подпись Пробный С.: файл подписи изменён',
    ]);
  });

  /** All that `npm run verify -- journal` looks at. */
  async function judge(): Promise<string> {
    const db = server.app.services.database;
    const [chain, days, documents] = [await verifyChain(db), await verifyDays(db), await verifyDocuments(db)];
    return JSON.stringify([chain.fault, days.fault, documents.faults]);
  }

  const flip = (column: string, at: number): string =>
    `${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1)`;

  it.each([
    ['signatures.document', flip('bytes', 3), '«Протокол 3»: файл изменён'],
    ['signatures.signature', "signer_name = 'п' || signer_name", ': запись о подписи'],
    ['signatures.signature', flip('cms', 9), 'подпись Пробный С.: это не файл'],
    ['audit.record', "payload = overlay(payload placing '9' from 12 for 1)", '"seq":1,'],
    ['audit.day_root', flip('root', 0), 'корень дня не сходится'],
  ])('names what a flipped byte of %s is of: %s', (table, flipped, words) =>
    whileForged(server, table, `UPDATE ${table} SET ${flipped}`, async () => {
      expect(await judge()).toContain(words);
    }),
  );

  it('found by its number, a changed one is named as such, and nothing of its signatures is told', async () => {
    const find = () => server.call(contract.findByNumber, { query: { number: '3' } });
    const change = `UPDATE signatures.document SET ${flip('bytes', 3)}`;
    await whileForged(server, 'signatures.document', change, async () => {
      const changed = [{ id, title: 'Протокол', number: '3', day: '2026-11-23' }];
      expect(await find()).toEqual({ documents: [], changed });
    });
    expect(await find()).toMatchObject({ documents: [{ id }], changed: [] });
  });

  it('sees a journal rewritten as a whole: chain and head agree, the sealed day does not', async () => {
    expect(await judge()).toBe('[null,null,[]]');
    await forge(
      'audit.record',
      `UPDATE audit.record SET payload = payload || ' ' WHERE seq = 3;
       DO $$ DECLARE prev bytea := (SELECT hash FROM audit.record WHERE seq = 2); r record; BEGIN
         FOR r IN SELECT seq, payload FROM audit.record WHERE seq > 2 ORDER BY seq LOOP
           prev := sha256(prev || convert_to(r.seq || E'\\n' || r.payload, 'UTF8'));
           UPDATE audit.record SET hash = prev WHERE seq = r.seq; END LOOP;
         UPDATE audit.head SET hash = prev; END $$`,
    );
    expect(await judge()).toMatch(
      /^\[null,\{"day":"[-\d]+","reason":"корень дня не сходится с записями"\},\[\]\]$/,
    );
    await expect(run('journal')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('день ') });
  });
});
