import { expect, it } from 'vitest';
import { type PagePromise, pageChains } from './page-chains.ts';

const said = (id: string, incident: string | null, place: string | null, category = 'heat'): PagePromise => ({
  id,
  said_at: new Date('2026-11-01'),
  promised_on: '2026-11-20',
  incident_id: incident,
  place_key: place,
  category: place ? category : null,
});

it.each<[string, PagePromise[], string[][]]>([
  ['are apart where nothing ties them', [said('a', null, null), said('b', null, null)], [['a'], ['b']]],
  ['are one in one incident', [said('a', 'i', null), said('b', 'i', 't|14')], [['a', 'b']]],
  ['are one of one place and sphere', [said('a', null, 't|14'), said('b', 'i', 't|14')], [['a', 'b']]],
  [
    'are apart in two spheres of one place',
    [said('a', null, 't|14'), said('b', null, 't|14', 'roads')],
    [['a'], ['b']],
  ],
  ['are apart in two places', [said('a', null, 't|14'), said('b', null, 't|16')], [['a'], ['b']]],
  [
    'are one through a word that ties an incident to a place',
    [said('a', 'i', null), said('b', 'i', 't|14'), said('c', null, 't|14')],
    [['a', 'b', 'c']],
  ],
])('promises of pages %s', (_, rows, chains) => {
  expect(pageChains(rows).map((chain) => chain.map(({ id }) => id))).toEqual(chains);
});
