import { readFileSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { holdCityEditions } from '../../server/lib/city.ts';
import { cityCard } from '../../shared/contract/base/our-city.ts';

const path = new URL('../../packs/base/city/kamensk-uralsky/card.json', import.meta.url);

/** The card of the sample town, in force for the tests of a file without a server. */
export function withSampleCity(): void {
  beforeAll(() => {
    const card = cityCard.parse(JSON.parse(readFileSync(path, 'utf8')));
    holdCityEditions([{ version: 1, from: new Date('2026-01-01'), card }], { isStart: true });
  });
  afterAll(() => holdCityEditions([], { isStart: true }));
}
