import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type DaySheet,
  hasSheet,
  listPrints,
  printRecord,
  readSheet,
  readSheetFile,
  readSheets,
  sheetsFolder,
  writeSheet,
} from './day-sheet.ts';
import { findRecordKey, nameOfKey, openRecordKey } from './record-key.ts';
import { compareDay, compareRoots } from './walk.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-sheets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = { dataDir: join(folder, 'data'), recordKey: '' };
const payloads = ['{"a":1}', '{"a":2}', '{"a":2}', '{"a":3}'];
const sheet: DaySheet = {
  day: '2026-11-28',
  firstSeq: 11,
  lastSeq: 14,
  root: '1'.repeat(64),
  sealedAt: '2026-11-28T19:09:00.000Z',
  prints: Buffer.concat(payloads.map(printRecord)).toString('base64'),
  lines: [['decision', 'x', '2'.repeat(64)]],
  signedAt: '2026-11-28T19:10:00.000Z',
};

describe('the key of the record', () => {
  it('is made once, for its owner alone, and looking for it makes none', () => {
    const fresh = { dataDir: join(folder, 'fresh'), recordKey: '' };
    expect(findRecordKey(fresh)).toBeNull();
    const key = openRecordKey(fresh);
    expect(nameOfKey(openRecordKey(fresh))).toBe(nameOfKey(key));
    expect(statSync(join(fresh.dataDir, 'record-key')).mode & 0o777).toBe(0o600);
  });

  it('may be given by the setting, in either form; anything else is refused without being quoted', () => {
    const key = openRecordKey(place);
    const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
    const der = key.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    for (const recordKey of [pem, der])
      expect(nameOfKey(openRecordKey({ ...place, recordKey }))).toBe(nameOfKey(key));
    expect(() => openRecordKey({ ...place, recordKey: 'тайна' })).toThrow(/^(?!.*тайна).*Ed25519/u);
  });
});

describe('a day outside the database', () => {
  const key = openRecordKey(place);
  const trusted = [nameOfKey(key)];

  it('is written once and never over', () => {
    expect(writeSheet(place, key, sheet)).toBe(true);
    expect(writeSheet(place, key, { ...sheet, root: '9'.repeat(64) })).toBe(false);
    expect(hasSheet(place, sheet.day)).toBe(true);
    expect(readSheets(sheetsFolder(place), trusted)).toEqual({ days: [sheet], faults: [] });
    expect(readSheets(join(folder, 'nowhere'), trusted)).toEqual({ days: [], faults: [] });
  });

  it('is not believed with another word in it, another key, or under another name', () => {
    const text = readSheetFile(place, sheet.day).toString('utf8');
    expect(readSheet(text, [])).toEqual(sheet);
    expect(readSheet(text.replace('2026-11-28', '2026-11-27'), trusted)).toBe('подпись не сходится');
    expect(readSheet(text, ['0'.repeat(64)])).toBe(`подписан другим ключом: ${nameOfKey(key)}`);
    expect(readSheet('{', trusted)).toBe('файл не читается');
    expect(readSheet(text.replace(/"signature":"[^"]+"/u, '"signature":"?"'), trusted)).toBe(
      'подпись не сходится',
    );
    const strange = { dataDir: join(folder, 'strange'), recordKey: '' };
    const other = openRecordKey(strange);
    writeSheet(strange, other, sheet);
    expect(readSheet(readFileSync(join(sheetsFolder(strange), '2026-11-28.json'), 'utf8'), trusted)).toBe(
      `подписан другим ключом: ${nameOfKey(other)}`,
    );
    writeFileSync(join(sheetsFolder(place), '2026-11-27.json'), text);
    expect(readSheets(sheetsFolder(place), trusted).faults).toEqual([
      'лист дня 2026-11-27.json: внутри другой день',
    ]);
  });
});

describe('what a forger left', () => {
  const prints = listPrints(sheet);
  const found = (...texts: string[]) =>
    texts.map((text, at) => ({ seq: 11 + at, print: printRecord(text).toString('hex') }));

  it.each([
    ['nothing', payloads, []],
    ['a word of one record', ['{"a":1}', '{"a":2}', '{"a":9}', '{"a":3}'], ['13 —', 'строка 13 ']],
    ['a record gone', ['{"a":1}', '{"a":2}', '{"a":3}'], ['строка 13 ']],
    ['a record put in', [...payloads, '{"a":4}'], ['строка 15 ']],
    ['two that changed places', ['{"a":3}', '{"a":2}', '{"a":2}', '{"a":1}'], ['строка 11 ']],
  ])('is named: %s', (_, texts, words) => {
    expect(prints).toHaveLength(4);
    const faults = compareDay(sheet, found(...texts));
    expect(faults).toHaveLength(words.length);
    for (const [at, word] of words.entries()) expect(faults[at]).toContain(word);
  });

  it('in the table of days is named too', () => {
    const { prints: _prints, lines, signedAt, ...day } = sheet;
    const told = (sealed: (typeof day)[]) => compareRoots(sealed, [sheet]).map((fault) => fault.slice(0, 34));
    expect([lines.length, signedAt.length, told([day])]).toEqual([1, 24, []]);
    for (const changed of [
      [],
      [{ ...day, root: '3'.repeat(64) }],
      [{ ...day, lastSeq: 15 }],
      [{ ...day, firstSeq: 10 }],
      [{ ...day, sealedAt: '2026-11-28T19:09:01.000Z' }],
      [{ ...day, day: '2026-11-27' }, day],
    ])
      expect(told(changed), JSON.stringify(changed)).toHaveLength(1);
  });

  it('is no day that follows the signed ones; one put in between is', () => {
    const { prints: _prints, lines: _lines, signedAt: _signedAt, ...day } = sheet;
    const next = { ...sheet, day: '2026-11-30', firstSeq: 15, lastSeq: 20 };
    const { prints: _p, lines: _l, signedAt: _s, ...second } = next;
    const open = { ...day, day: '2026-12-01', firstSeq: 21, lastSeq: 30 };
    const between = { ...day, day: '2026-11-29', firstSeq: 15, lastSeq: 16 };
    expect(compareRoots([day, second, open], [sheet, next])).toEqual([]);
    expect(compareRoots([day, between, second], [sheet, next])).toEqual([
      'audit.day_root, строка 2026-11-29 — корень дня: такого дня среди подписанных нет',
    ]);
    expect(compareRoots([day], [])).toEqual([]);
  });
});

it('days are read in their order, files that are none are left alone, those that lie are named', () => {
  const own = { dataDir: join(folder, 'several'), recordKey: '' };
  const key = openRecordKey(own);
  for (const day of ['2026-11-30', '2026-11-29', '2026-12-01']) writeSheet(own, key, { ...sheet, day });
  const path = sheetsFolder(own);
  // Nothing of the writing is left beside them.
  expect(readdirSync(path).sort()).toEqual(['2026-11-29.json', '2026-11-30.json', '2026-12-01.json']);
  writeFileSync(join(path, 'README.txt'), 'копия');
  writeFileSync(join(path, '2026-12-02.json'), '{}');
  const { days, faults } = readSheets(path, [nameOfKey(key)]);
  expect(days.map(({ day }) => day)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01']);
  expect(faults).toEqual(['лист дня 2026-12-02.json: файл не читается']);
});
