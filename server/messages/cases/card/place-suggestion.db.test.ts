import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suggestPlaces } from '../../../../shared/contract/base/territory.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { triageCase, undoDecision } from '../../../../shared/contract/messages/cases-triage.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  await makeUnit(server, 'Управление дорог', findFact('roads.pavement.pothole')!.executorKind);
});
afterAll(() => server.close());

async function freshCase(text: string, more = {}) {
  const sent = await submitCase(server, { text, ...more });
  return readCard(server, sent.number, operator);
}
const decide = (card: { id: string; version: number }, body: object) =>
  server.call(triageCase, { params: { id: card.id }, body: { version: card.version, ...body } }, operator);

const hole = 'На дороге глубокая яма на Кунавина 15, у школы № 5. Машины пробивают колёса.';

describe('places a message names', () => {
  test('wait beside the case, the surest first, each with its words', async () => {
    const card = await freshCase(hole);
    expect(card.place.precision).toBe('none');
    expect(card.placeSuggestions.map(({ label, kind }) => [label, kind])).toEqual([
      ['ул. Кунавина, 15', 'street'],
      ['Школа № 5', 'landmark'],
    ]);
    expect(card.placeSuggestions.map(({ start, end }) => card.text.slice(start, end))).toEqual([
      'Кунавина 15',
      'школы № 5',
    ]);
    const { rows } = await server.call(listCases, { query: { q: card.number } }, operator);
    expect(rows[0]).toMatchObject({ address: null, placeSuggestions: [{ label: 'ул. Кунавина, 15' }, {}] });
  });

  test('become the place by the decision that names one, and are told in the timeline', async () => {
    const card = await freshCase(hole);
    await decide(card, { placeAt: 1 });
    const after = await readCard(server, card.number, operator);
    expect(after).toMatchObject({
      place: { address: 'Школа № 5', precision: 'landmark' },
      placeSuggestions: [],
      status: 'assigned',
    });
    expect(after.place.lat).not.toBeNull();
    expect(after.districtId).not.toBeNull();
    expect(after.timeline.some(({ kind, data }) => kind === 'field' && data.field === 'place')).toBe(true);
  });

  test('a decision without one leaves the case without a place', async () => {
    const card = await freshCase(hole);
    await decide(card, {});
    expect((await readCard(server, card.number, operator)).place).toMatchObject({
      lat: null,
      precision: 'none',
    });
  });

  test('undo takes the place back with the decision', async () => {
    const card = await freshCase('Яма на дороге, ул. Бажова 22, асфальт разбит.');
    const { undoToken } = await decide(card, { placeAt: 0 });
    const found = async () =>
      (await server.call(listCases, { query: { q: 'Бажова 22' } }, operator)).rows.map(
        ({ number }) => number,
      );
    expect(await found()).toContain(card.number);
    const { row } = await server.call(undoDecision, { body: { undoToken: undoToken! } }, operator);
    expect(row).toMatchObject({ address: null, placeSuggestions: [{ label: 'ул. Бажова, 22' }] });
  });

  test('one that is not there, and one of a case with a place, are refused', async () => {
    const fail = (card: { id: string; version: number }, placeAt: number) =>
      server.fail(
        triageCase,
        { params: { id: card.id }, body: { version: card.version, placeAt } },
        operator,
      );
    const refused = { code: 'lib.bad-input', fields: { placeAt: expect.any(String) } };
    expect(await fail(await freshCase(hole), 5)).toMatchObject(refused);
    const placed = await freshCase(hole, { place: { address: 'ул. Титова, 14' } });
    expect(placed.placeSuggestions).toEqual([]);
    expect(await fail(placed, 0)).toMatchObject(refused);
  });

  test('a street nobody knows is proposed in its own words; a district has no point', async () => {
    const unknown = await freshCase('На дороге яма, ул. Незнаемая, 12, пробил колесо.');
    expect(unknown.placeSuggestions).toMatchObject([{ kind: 'text', label: 'ул. Незнаемая, 12', lat: null }]);
    const district = await freshCase('В Синарском районе на дорогах ямы, пробил колесо.');
    expect(district.placeSuggestions).toMatchObject([
      { kind: 'district', label: 'Синарский район', districtId: 'sinarsky', lat: null },
    ]);
  });

  test('anybody may ask while writing; nothing is kept', async () => {
    const { places } = await server.call(suggestPlaces, { body: { text: 'мкр Южный, возле 5-й школы' } });
    expect(places.map(({ label }) => label)).toEqual(['Школа № 5', 'мкр. Южный']);
    expect((await server.call(suggestPlaces, { body: { text: '' } })).places).toEqual([]);
  });
});
