import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downloadBallots, takeBallot } from '../../shared/contract/participation/ballots.ts';
import * as contract from '../../shared/contract/participation/poll-paper.ts';
import { at, openPaperDesk, paperNumbers } from '../support/participation/paper-desk.ts';
import { OVER, signInKnown } from '../support/participation/poll-desk.ts';
import { hasPython, type Published, recount } from './recount.ts';
import { loadRecountPage } from './recount-page.ts';

/** A secret vote with paper: one total, electronic ballots recounted by anybody, paper added to them. */

let paper: Awaited<ReturnType<typeof openPaperDesk>>;
beforeAll(async () => {
  paper = await openPaperDesk();
});
afterAll(() => paper.desk.server.close());

describe('a secret vote with paper', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-paper-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is one total, whose electronic part anybody recounts and whose paper adds up', async () => {
    const { id, places } = await paper.openWithPlaces('vote');
    const [first = '', second = ''] = places;
    const cookies = await paper.desk.residents(6);
    for (const [n, cookie] of cookies.entries())
      await paper.desk.vote(id, cookie, { yard: [n < 4 ? 'titova' : 'suvorova'] });
    for (let more = 0; more < 9; more += 1) await paper.give(id, first, { basis: `документ ${more}` });
    for (let more = 0; more < 8; more += 1) await paper.give(id, second, { basis: `паспорт ${more}` });
    // Whoever took a paper one takes no electronic one.
    await paper.give(id, first, { contact: '+79125550101' });
    const late = await signInKnown(paper.desk.server, '+79125550101');
    const own = await paper.desk.paper(id, { yard: ['titova'] });
    expect(
      await paper.desk.server.fail(
        takeBallot,
        { ...at(id), body: { said: { ageGroup: null, isOfAge: true, districtId: null }, ...own.asked } },
        late,
      ),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('бюллетень уже получили на участке') });
    const { phone } = await paper.desk
      .db()
      .selectFrom('identity.person')
      .select('phone')
      .where('phone', 'like', '+7912100%')
      .orderBy('phone', 'desc')
      .executeTakeFirstOrThrow();
    expect((await paper.refuseGive(id, first, { contact: phone })).detail).toContain('электронный бюллетень');
    await paper.desk.come(OVER);
    await expect(paper.desk.openBox(id)).rejects.toThrow(/Протоколы участков/u);
    for (const [placeId, of] of [
      [first, paperNumbers(6, 4)],
      [second, paperNumbers(3, 4, 8)],
    ] as const) {
      await paper.desk.server.call(
        contract.enterProtocol,
        await paper.enter(placeId, { numbers: of }),
        paper.desk.editor,
      );
      await paper.desk.server.call(
        contract.confirmProtocol,
        { params: { id: placeId }, body: { serial: 1 } },
        paper.desk.deputy,
      );
    }
    await paper.desk.openBox(id);
    // Not counted yet, but signed: paper may not differ from what was signed.
    const after = await paper.enter(first, { numbers: paperNumbers(5, 5) });
    expect(await paper.desk.server.fail(contract.enterProtocol, after, paper.desk.editor)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('уже вскрыт'),
    });
    await paper.desk.server.drain();
    const { figures } = await paper.desk.read(id);
    expect(figures).toMatchObject({
      participants: 23,
      districts: [{ count: 6 }, { title: 'На бумаге', count: 17 }],
    });
    expect(figures?.questions[0]?.options.map(({ count, byDistrict }) => [count, byDistrict[1]])).toEqual([
      [13, 9],
      [10, 8],
      [0, 0],
    ]);
    const file = await paper.desk.server.inject({ url: downloadBallots.path.replace(':id', id) });
    const path = join(folder, 'vote.json');
    const page = await loadRecountPage().recount(JSON.parse(file.body), '');
    expect(page.faults).toEqual([]);
    expect([...page.counts.get('yard')!]).toEqual(expect.arrayContaining([['titova', 4]]));
    writeFileSync(path, file.body);
    if (!hasPython) return;
    expect(await recount(path)).toMatchObject({
      faults: [],
      counts: { yard: { titova: 4, suvorova: 2 } },
      paper: { yard: { titova: 9, suvorova: 8 } },
      totals: { yard: { titova: 13, suvorova: 10 } },
    });
    // Numbers of paper are under the signature.
    const published: Published = JSON.parse(file.body);
    const changed = { ...published, protocol: published.protocol.replace('"titova":9', '"titova":10') };
    expect(changed.protocol).not.toBe(published.protocol);
    writeFileSync(path, JSON.stringify(changed));
    expect((await recount(path)).faults.length).toBeGreaterThan(1);
    // Of a single place nothing is published.
    expect(file.body).not.toContain('Школа');
  });
});
