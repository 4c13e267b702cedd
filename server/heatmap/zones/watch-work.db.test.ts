import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as contract from '../../../shared/contract/heatmap/zones.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { plantCases, plantRow } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../tests/support/uploads.ts';
import { watchZones } from './watch.ts';
import { accessProof } from './work.ts';

/** Several zones side by side: what is counted of one, or done to it, moves no other. */

let server: TestServer;
let chair: string;
const TODAY = '2026-11-24';
const NOW = Date.parse(`${TODAY}T09:00:00Z`);
const dayBack = (days: number): string => new Date(NOW - days * 86_400_000).toISOString().slice(0, 10);

const zones = {
  cool: ['sinarsky', 'roads'],
  unclaimed: ['sinarsky', 'waste'],
  hot: ['krasnogorsky', 'roads'],
  early: ['krasnogorsky', 'waste'],
} as const;
type Name = keyof typeof zones;
const names = Object.keys(zones) as Name[];
const id = (name: Name): string => `00000000-0000-4000-8000-00000000000${names.indexOf(name) + 1}`;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(new Date(NOW).toISOString());
  chair = await signInAs(server, 'chair');
});
afterAll(() => server.close());

beforeEach(async () => {
  await server.asOwner('TRUNCATE zones.card, zones.point CASCADE; DELETE FROM outbox.letter');
  for (const name of names) {
    const [place, block] = zones[name];
    await plantRow(server, 'zones.card', {
      id: id(name),
      place_kind: 'district',
      place_key: place,
      block,
      state: name === 'unclaimed' ? 'working' : 'claimed',
      opened_at: new Date(NOW - 30 * 86_400_000),
      opened_on: dayBack(30),
      reason: 'Балл',
      cause: 'Причина',
      plan: 'План',
      exit_on: '2026-12-20',
      claimed_on: name === 'unclaimed' ? null : dayBack(10),
      version: 1,
    });
    // With today the seventh cool day of those that were counted every day.
    for (let day = 1; day <= (name === 'early' ? 5 : 6); day += 1)
      await plantRow(server, 'zones.point', {
        place_kind: 'district',
        place_key: place,
        block,
        day: dayBack(day),
        score: 10,
        zone: 'green',
        heat: { score: 10, zone: 'green', count: 9, terms: [], triggers: [] },
      });
  }
});

const rows = async (text: string) => (await server.asOwner(text)).rows;
const stateOf = async (name: Name) =>
  (await rows(`SELECT state, version FROM zones.card WHERE id = '${id(name)}'`))[0];
const linesOf = async (name: Name): Promise<string[]> =>
  (await rows(`SELECT text FROM zones.line WHERE card_id = '${id(name)}' ORDER BY id`)).map(
    ({ text }) => text,
  );

describe('the night', () => {
  it('closes what was claimed and stayed cool, sends back what is red again, and leaves the rest', async () => {
    await plantCases(
      server,
      [1, 2].map(() => ({
        district_id: 'krasnogorsky.tsentr',
        block: 'roads',
        fact_id: 'roads.pavement.manhole',
        registered_at: new Date(NOW - 3_600_000),
      })),
    );
    await asSystem(server, watchZones);
    expect(await stateOf('cool')).toEqual({ state: 'closed', version: 2 });
    expect(await stateOf('hot')).toEqual({ state: 'working', version: 2 });
    expect(await stateOf('unclaimed')).toEqual({ state: 'working', version: 1 });
    expect(await stateOf('early')).toEqual({ state: 'claimed', version: 1 });
    expect(await linesOf('cool')).toEqual([
      expect.stringMatching(/^Закрыта данными: 7\sдней подряд ниже 60$/u),
    ]);
    expect(await linesOf('hot')).toEqual([expect.stringMatching(/^Данные не подтвердили выход/u)]);
    expect([...(await linesOf('unclaimed')), ...(await linesOf('early'))]).toEqual([]);
    const journal = await rows(
      "SELECT action, object_id FROM audit.record WHERE object = 'zone' AND action IN ('zones.close', 'zones.refute') ORDER BY action",
    );
    expect(journal).toEqual([
      { action: 'zones.close', object_id: id('cool') },
      { action: 'zones.refute', object_id: id('hot') },
    ]);
    const letters = await rows("SELECT DISTINCT subject FROM outbox.letter WHERE purpose = 'red-zone'");
    expect(letters.map(({ subject }) => subject).toSorted()).toEqual([
      expect.stringMatching(/^Красная зона возвращена в работу: Красногорский/u),
      expect.stringMatching(/^Красная зона закрыта данными: Синарский/u),
    ]);
  });

  it('keeps the day of every district, and of a zone that has nothing any more', async () => {
    await plantCases(server, [
      { district_id: 'sinarsky.trubny', block: 'light', registered_at: new Date(NOW - 3_600_000) },
    ]);
    await asSystem(server, watchZones);
    const kept = await rows(`SELECT place_key, block, zone FROM zones.point WHERE day = '${TODAY}'`);
    expect(kept).toContainEqual({ place_key: 'sinarsky', block: 'light', zone: 'few' });
    for (const name of ['cool', 'unclaimed', 'early'] as const)
      expect(kept).toContainEqual({ place_key: zones[name][0], block: zones[name][1], zone: 'few' });
  });
});

describe('work on a zone', () => {
  const params = { id: id('unclaimed') };
  const others = async () => Promise.all(names.filter((name) => name !== 'unclaimed').map(stateOf));
  async function bring(cookie: string) {
    const { body: file } = await sendFile(server, await drawPicture('jpeg'), { cookie });
    return { fileId: file.fileId, token: file.token, title: 'Снимок' };
  }

  it('changes that zone alone', async () => {
    const before = await others();
    const owner = await rows("SELECT id FROM identity.person WHERE email LIKE 'chair%' LIMIT 1");
    const owned = await server.call(
      contract.setZoneOwner,
      { params, body: { version: 1, ownerId: owner[0].id } },
      chair,
    );
    const plan = { version: owned.version, cause: 'Иначе', plan: 'Иначе', exitOn: '2026-12-22' };
    expect((await server.call(contract.planZone, { params, body: plan }, chair)).version).toBe(3);
    expect(await others()).toEqual(before);
    expect(await linesOf('cool')).toEqual([]);
  });

  it('is owned by somebody who works here', async () => {
    const body = { version: 1, ownerId: id('hot') };
    const problem = await server.fail(contract.setZoneOwner, { params, body }, chair);
    expect(problem.fields).toEqual({ ownerId: 'Выберите сотрудника' });
  });

  it('is proved by its own proofs, and claimed once', async () => {
    const other = { params: { id: id('hot') }, body: { version: 1, ...(await bring(chair)) } };
    await server.call(contract.proveZone, other, chair);
    const claim = (version: number) => ({ params, body: { version, words: 'Сделано' } });
    expect((await server.fail(contract.claimExit, claim(1), chair)).detail).toMatch(
      /приложите доказательство/u,
    );
    const own = { params, body: { version: 1, ...(await bring(chair)) } };
    const proven = await server.call(contract.proveZone, own, chair);
    expect(proven.proofs.map(({ title }) => title)).toEqual(['Снимок']);
    const claimed = await server.call(contract.claimExit, claim(proven.version), chair);
    expect(claimed.state).toBe('claimed');
    const again = await server.fail(contract.claimExit, claim(claimed.version), chair);
    expect(again.detail).toBe('Выход уже заявлен.');
    const subject = await rows("SELECT DISTINCT subject FROM outbox.letter WHERE subject LIKE 'Заявлен%'");
    expect(subject).toEqual([{ subject: expect.stringMatching(/Синарский район/u) }]);
  });

  it('has proofs that are read by whoever reads zones, and no other file is one', async () => {
    const [proof, other] = [await bring(chair), await bring(chair)];
    await server.call(contract.proveZone, { params, body: { version: 1, ...proof } }, chair);
    const access = (fileId: string, actor: object) =>
      asSystem(server, (ctx) => accessProof({ ...ctx, actor: actor as typeof ctx.actor }, fileId));
    const reader = { kind: 'staff', permissions: new Set(['heatmap.read']) };
    expect(await access(proof.fileId, reader)).toBe('allowed');
    expect(await access(other.fileId, reader)).toBe('denied');
    expect(await access(proof.fileId, { kind: 'staff', permissions: new Set(['cases.read']) })).toBe(
      'denied',
    );
    expect(await access(proof.fileId, { ...reader, kind: 'resident' })).toBe('denied');
  });

  it('begins with a cause and a plan: one that is only open is not claimed', async () => {
    await server.asOwner(`UPDATE zones.card SET state = 'open' WHERE id = '${params.id}'`);
    const body = { version: 1, words: 'Сделано' };
    expect((await server.fail(contract.claimExit, { params, body }, chair)).detail).toBe(
      'Сначала запишите причину, план и срок выхода.',
    );
  });
});
