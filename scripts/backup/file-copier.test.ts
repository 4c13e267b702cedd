import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileCopier, type FileCopier, listObjects, OBJECTS } from './file-copier.ts';
import { type Keyring, makeKeyring } from './keyring.ts';
import { sealedPath } from './sealed-file.ts';

let folder: string;
let place: string;
let data: string;
let keyring: Keyring;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'otklik-copier-'));
  [place, data] = [join(folder, 'place'), join(folder, 'data')];
  for (const one of [place, join(data, 'files')]) mkdirSync(one, { recursive: true });
  keyring = await makeKeyring();
});
afterEach(() => rmSync(folder, { recursive: true }));

const makeCopier = (): FileCopier =>
  createFileCopier({ place, keyring, data, cluster: join(data, 'postgres'), known: [] });
const countStored = (): number =>
  readdirSync(join(place, OBJECTS), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .length;

test('two who look at one place store a content once', async () => {
  const [one, other] = [makeCopier(), makeCopier()];
  writeFileSync(join(data, 'files', 'яма.jpg'), 'picture');
  await one.look(1);
  expect((await other.look(2)).added).toHaveLength(1);
  expect(countStored()).toBe(1);
});

test('a content that was thrown out of the place is stored again when it comes back', async () => {
  const copier = makeCopier();
  const file = join(data, 'files', 'яма.jpg');
  writeFileSync(file, 'picture');
  await copier.look(1);
  rmSync(file);
  await copier.look(2);
  for (const one of listObjects(place).values()) rmSync(sealedPath(place, one));
  writeFileSync(file, 'picture');
  expect((await copier.look(3)).added).toHaveLength(1);
  expect(countStored()).toBe(1);
});
