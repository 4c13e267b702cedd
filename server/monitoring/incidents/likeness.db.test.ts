import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Hearing, openHearing, seenFact } from '../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { findLike } from './likeness.ts';

/** Which incidents a post is held against, and as what. */

const POTHOLE = 'roads.pavement.pothole';
const TEXT = 'На Титова, 14 яма у подъезда, машины бьются';
let server: TestServer;
let hearing: Hearing;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  hearing = openHearing(server);
});
beforeEach(async () => {
  await server.asOwner('DELETE FROM incidents.member; DELETE FROM incidents.incident');
});
afterAll(() => server.close());

interface Given {
  status?: string;
  last?: string;
  precision?: string;
  fact?: string | null;
  offered?: string[];
  texts?: string[];
  lat?: number;
  house?: string | null;
}

async function put(given: Given = {}): Promise<string> {
  const { status = 'captured', last = '2026-11-24T08:00:00Z', precision = 'house', fact = POTHOLE } = given;
  const { offered = [], texts = [TEXT], lat = 56.3, house = '14' } = given;
  serial += 1;
  const id = randomUUID();
  const reason = status === 'dismissed' ? "'opinion'" : 'NULL';
  const into = status === 'merged' ? `'${id}'` : 'NULL';
  const offer = JSON.stringify({ topics: offered.map((factId) => ({ factId })) });
  await server.asOwner(
    `INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, dismiss_reason, merged_into, opened_at, last_posted_at,
       fact_id, block, street_id, house, lat, lon, precision)
     VALUES ('${id}', 'И-${serial}', 'Яма ${serial}', '${status}', 'normal', 'rule', '${offer}', ${reason}, ${into}, now(), '${last}',
       ${fact === null ? 'NULL' : `'${fact}'`}, 'roads', 'ul-titova', ${house === null ? 'NULL' : `'${house}'`}, ${lat}, 61.9, '${precision}')`,
  );
  for (const [at, text] of texts.entries()) {
    const post = hearing.fresh({
      text,
      postedAt: new Date(Date.parse('2026-11-24T07:00:00Z') + at * 60_000),
    });
    await hearing.hear([seenFact(post)]);
    await server.asOwner(
      `INSERT INTO incidents.member (post_id, incident_id, at, by_name) SELECT id, '${id}', now(), '' FROM posts.post WHERE external_id = '${post.id}'`,
    );
  }
  return id;
}

const message = {
  id: 'post',
  text: 'Титова, 14: яма у подъезда, машины бьются каждый день',
  at: Date.parse('2026-11-24T08:30:00Z'),
  lat: 56.3,
  lon: 61.9,
  address: 'ul-titova|14',
  block: 'roads',
  facts: [POTHOLE],
};
const find = (given: Partial<typeof message> = {}, except: string | null = null) =>
  asSystem(server, (ctx) => findLike(ctx, { ...message, ...given }, except));

describe('an incident of the same matter', () => {
  test('is told with its number, and what they have in common: four words at most', async () => {
    const id = await put();
    const [like, ...more] = await find();
    expect(more).toEqual([]);
    expect(like).toEqual({
      id,
      number: `И-${serial}`,
      title: `Яма ${serial}`,
      why: ['одно место', 'одна тема', expect.stringMatching(/^слова: (?:[а-я]+, ){3}[а-я]+$/u)],
      isSure: true,
    });
  });

  test.each<[string, Given]>([
    [
      'with the topic the program offers, where no person has chosen',
      { fact: null, offered: ['waste.a.b', POTHOLE] },
    ],
    ['by its first words, whatever was added', { texts: [TEXT, 'Спасибо, уже едут'] }],
    ['of a week ago', { last: '2026-11-14T09:00:00Z' }],
    ['that is closed', { status: 'closed' }],
    ['by a point alone', { house: null }],
    ['by a point', { precision: 'point' }],
    ['by a landmark', { precision: 'landmark' }],
  ])('is found %s', async (_, given) => {
    const id = await put(given);
    expect(await find()).toMatchObject([{ id, isSure: true }]);
  });

  test.each<[string, Given]>([
    ['was dismissed', { status: 'dismissed' }],
    ['was merged into another', { status: 'merged' }],
    ['nobody has written to for more than ten days', { last: '2026-11-14T08:59:59Z' }],
    ['is of a whole street', { precision: 'street', house: null, texts: ['Яма'] }],
    ['says it later, not first', { texts: ['Погода', TEXT], fact: 'housing.general.other', lat: 57 }],
  ])('is none that %s', async (_, given) => {
    await put(given);
    expect(await find()).toEqual([]);
  });

  test('is never the one it is looked for', async () => {
    const [one, two] = [await put(), await put()];
    expect((await find({}, one)).map(({ id }) => id)).toEqual([two]);
  });

  test('is told the surest first, five at most', async () => {
    for (let at = 0; at < 6; at += 1) await put({ lat: 56.3007 });
    const near = await put();
    const found = await find();
    expect(found).toHaveLength(5);
    expect(found[0]).toMatchObject({ id: near, isSure: true });
    expect(found[1]).toMatchObject({ why: expect.arrayContaining(['рядом, 78 м']), isSure: false });
  });
});
