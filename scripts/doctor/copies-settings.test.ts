import { expect, it } from 'vitest';
import { type CopiesSettings, judgeCopiesSettings, readCopiesSettings } from './copies-settings.ts';

const well: CopiesSettings = {
  folder: '/mnt/copies',
  passphrase: 'двенадцать!!',
  isFolderThere: true,
  isSameDisk: false,
};

it.each<[string, Partial<CopiesSettings>, string[]]>([
  ['well', {}, []],
  ['no copies at all', { folder: '', passphrase: '' }, []],
  ['no passphrase', { passphrase: '' }, ['no-passphrase']],
  ['a short one', { passphrase: 'одиннадцать' }, ['short-passphrase']],
  ['no folder', { isFolderThere: false }, ['no-folder']],
  ['one disk', { isSameDisk: true }, ['same-disk']],
])('copies: %s', (_, more, expected) => {
  expect(judgeCopiesSettings({ ...well, ...more }).map(({ code }) => code)).toEqual(expected);
});

it('reads nothing of copies where the database is of another', () => {
  expect(readCopiesSettings({ DATABASE_URL: 'postgres://x', OTKLIK_BACKUP_TO: '/tmp' }, '/tmp').folder).toBe(
    '',
  );
  expect(readCopiesSettings({ OTKLIK_BACKUP_TO: '/tmp' }, '/tmp')).toMatchObject({
    isFolderThere: true,
    isSameDisk: true,
  });
  expect(readCopiesSettings({ OTKLIK_BACKUP_TO: '/none' }, '/tmp').isFolderThere).toBe(false);
});
