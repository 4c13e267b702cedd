import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { readPostPlaces } from './post-places.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test.each([
  ['Нет воды на ул. Титова, 14', { town: 'none', isPlaceNamed: true, districts: ['krasnogorsky.yuzhny'] }],
  ['В Каменске нет воды', { town: 'own', isPlaceNamed: false, districts: [] }],
  ['В Екатеринбурге прорвало трубу', { town: 'other', isPlaceNamed: false, districts: [] }],
  ['Нет воды на улице Неведомой', { town: 'none', isPlaceNamed: false, districts: [] }],
  ['Нет воды', { town: 'none', isPlaceNamed: false, districts: [] }],
])('«%s» by the gazetteer in force', (text, places) => expect(readPostPlaces(text)).toEqual(places));
