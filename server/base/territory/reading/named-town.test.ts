import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { buildGazetteer } from '../gazetteer/gazetteer.ts';
import { listGazetteerRows, loadCityPack } from '../gazetteer/pack.ts';
import { readNamedTown } from './named-town.ts';

const gazetteer = buildGazetteer(
  listGazetteerRows(
    loadCityPack(fileURLToPath(new URL('../../../../packs/base/city/kamensk-uralsky', import.meta.url))),
  ),
);

test.each([
  ['В Каменске-Уральском нет воды', 'own'],
  ['у нас в Каменске темно', 'own'],
  ['Каменск, когда почистят дороги?', 'own'],
  ['КАМЕНСК-УРАЛЬСКИЙ ЖДЁТ ТЕПЛА И ВОДЫ', 'own'],
  ['из Курска в Каменск не доехать', 'own'],
  ['В Екатеринбурге прорвало трубу', 'other'],
  ['г. Курск, ул. Ленина', 'other'],
  ['в деревне Дубровка нет света', 'other'],
  ['Каменный дом разваливается', 'none'],
  ['Камень упал на дорогу', 'none'],
  ['нет воды второй день', 'none'],
  ['в городе темно', 'none'],
  ['', 'none'],
] as const)('«%s» speaks of %s', (text, town) => expect(readNamedTown(text, gazetteer)).toBe(town));
