import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGar } from '../../server/base/territory/gar/gar-archive.ts';
import { readGar } from '../../server/base/territory/gar/gar-read.ts';
import {
  ADDRESS_OBJECTS,
  ADM_HIERARCHY,
  type GarTable,
  HOUSES,
  MUN_HIERARCHY,
} from '../../server/base/territory/gar/gar-shape.ts';
import { readGarTable } from '../../server/base/territory/gar/gar-table.ts';
import { makeZip } from '../../tests/support/zip.ts';
import { writeGarSample } from './gar-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'gar-'));
const wish = { town: 'Каменск-Уральский', division: 'adm' } as const;
beforeAll(() => writeGarSample(folder));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(path: string, town: string = wish.town) {
  const archive = await openGar(path, '66');
  try {
    return await readGar(archive, { ...wish, town });
  } finally {
    await archive.close();
  }
}
const zipUp = (isLarge: boolean): string => {
  const path = join(folder, `${isLarge}.zip`);
  const names = readdirSync(join(folder, '66'));
  const files = names.map((name) => [`66/${name}`, readFileSync(join(folder, '66', name))] as const);
  writeFileSync(
    path,
    makeZip(
      Object.fromEntries([['01/AS_HOUSES_20261101_x.XML', Buffer.from('<HOUSES/>')], ...files]),
      isLarge,
    ),
  );
  return path;
};

describe('an export of ГАР', () => {
  test('gives the streets of the town with their kinds, villages and houses', async () => {
    const { streets, unreadable } = await read(folder);
    const find = (name: string) => streets.filter((street) => street.name === name);
    expect(find('Титова')).toMatchObject([{ type: 'улица', settlement: null }]);
    expect(find('Титова')[0]!.houses).toContain('14');
    // What belongs to another town is not ours.
    expect(find('Титова')[0]!.houses).not.toContain('500');
    expect(find('Победы')[0]).toMatchObject({ type: 'проспект' });
    expect(find('Садовая')[0]).toMatchObject({ settlement: 'Позариха' });
    expect(find('Рябиновая')[0]!.houses).toEqual(['1', '2 корп. 3', '4 стр. 1', '6а']);
    expect(find('Южный "Новый"')[0]).toMatchObject({ type: 'микрорайон', houses: ['5'] });
    expect(find('Снесённая')).toEqual([]);
    expect(unreadable).toBe(1);
  });

  test('is read the same from an archive, also from one written as over four gigabytes', async () => {
    const { streets } = await read(folder);
    expect((await read(zipUp(false))).streets).toEqual(streets);
    expect((await read(zipUp(true))).streets).toEqual(streets);
  });

  test('says what is missing: the region, the town, a town of two', async () => {
    const archive = await openGar(folder, '77');
    expect(() => archive.read(HOUSES)).toThrow(/нет файла AS_HOUSES_\*\.XML региона 77/);
    await expect(read(folder, 'Нигде')).rejects.toThrow(/нет города или округа «Нигде»/);
    const cut = join(folder, 'cut.zip');
    writeFileSync(cut, readFileSync(zipUp(false)).subarray(0, 5000));
    await expect(read(cut)).rejects.toThrow(/повреждён или скачан не полностью/);
  });
});

const head = 'ID="1" OBJECTID="2" OBJECTGUID="00000000-0000-4000-8000-000000000001" CHANGEID="3"';
const tail =
  'OPERTYPEID="10" UPDATEDATE="2026-11-01" STARTDATE="2020-01-01" ENDDATE="2079-06-06" ISACTUAL="1" ISACTIVE="1"';

describe('a file of another shape is refused by name', () => {
  const parse = (xml: string | Buffer, table: GarTable = HOUSES) => {
    async function* pieces() {
      yield Buffer.from(xml);
    }
    return readGarTable(table, pieces(), () => undefined);
  };
  test.each([
    ['<ITEMS/>', /корень «ITEMS», а должен быть «HOUSES»/],
    [`<HOUSES><ROOM ${head} ${tail}/></HOUSES>`, /запись «ROOM», а должна быть «HOUSE»/],
    [`<HOUSES><HOUSE ${head}/></HOUSES>`, /запись 1: нет обязательного OPERTYPEID/],
    [`<HOUSES><HOUSE ${head} ${tail.replace('ISACTIVE="1"', 'ISACTIVE="да"')}/></HOUSES>`, /ISACTIVE="да"/],
    [`<HOUSES><HOUSE ${head} ${tail} HOUSENUM="${'9'.repeat(51)}"/></HOUSES>`, /HOUSENUM=/],
    [`<HOUSES><HOUSE ${head} ${tail}/>`, /XML повреждён после записи 1/],
    ['<!DOCTYPE x [<!ENTITY a "aaaa">]><HOUSES>&a;</HOUSES>', /DTD/],
    [Buffer.from([0x3c, 0x48, 0xff, 0xfe]), /не в UTF-8/],
    [`<HOUSES><HOUSE ${head} HOUSENUM="${'1'.repeat(400_000)}`, /./],
  ])('%#', async (xml, words) => {
    await expect(parse(xml)).rejects.toThrow(words);
  });

  test('a tag that never ends is refused before it fills the memory', async () => {
    let given = 0;
    async function* pieces() {
      yield Buffer.from(`<HOUSES><HOUSE ${head} HOUSENUM="`);
      for (; given < 1000; given += 1) yield Buffer.alloc(64 * 1024, 0x31);
    }
    await expect(readGarTable(HOUSES, pieces(), () => undefined)).rejects.toThrow(/длиннее возможного/);
    expect(given).toBeLessThan(20);
  });
});

const schemas = resolve(
  process.env.OTKLIK_SHARED ?? resolve(import.meta.dirname, '../../../shared'),
  'data/api-schemas/gar/resources/xsd',
);

describe.skipIf(!existsSync(schemas))('the shape is that of the official schema', () => {
  test.each([ADDRESS_OBJECTS, HOUSES, ADM_HIERARCHY, MUN_HIERARCHY])('$file', (table) => {
    const name = readdirSync(schemas).find((one) => new RegExp(`^${table.file}2_`).test(one))!;
    const [required, optional, elements]: [string[], string[], string[]] = [[], [], []];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name: tag, attributes }) => {
      const { name: own, use } = attributes as Record<string, string>;
      if (tag === 'xs:element') elements.push(own!);
      if (tag === 'xs:attribute') (use === 'required' ? required : optional).push(own!);
    });
    parser.write(readFileSync(join(schemas, name), 'utf8').replace(/^\uFEFF/, '')).close();
    expect(elements).toEqual([table.root, table.element]);
    expect(Object.keys(table.required).sort()).toEqual(required.sort());
    expect(Object.keys(table.optional).sort()).toEqual(optional.sort());
  });
});
