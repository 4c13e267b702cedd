import { describe, expect, test } from 'vitest';
import { checkOwnDatabase, hidePassword, unfitFor } from './own-database.mjs';
import { findFreePort } from './ports.mjs';

describe('an own database', () => {
  test('that does not answer is refused in one sentence, without its password', async () => {
    const port = await findFreePort(21_000);
    const sentence = 'postgres://a:***@127.0.0.1:PORT/x не подходит: по этому адресу никто не отвечает';
    await expect(checkOwnDatabase(`postgres://a:secret@127.0.0.1:${port}/x`)).rejects.toThrow(
      sentence.replace('PORT', port),
    );
  });

  test('that is older than 17, or keeps text otherwise, is refused in a sentence', () => {
    const good = { version: 170_010, name: '17.10', encoding: 'UTF8' };
    expect(unfitFor(good)).toBe(undefined);
    expect(unfitFor({ ...good, version: 180_000 })).toBe(undefined);
    expect(unfitFor({ ...good, version: 160_009, name: '16.9' })).toBe(
      'нужна PostgreSQL 17 или новее, а там 16.9',
    );
    expect(unfitFor({ ...good, encoding: 'SQL_ASCII' })).toBe('нужна кодировка UTF8, а там SQL_ASCII');
  });

  test('never shows its password', () => {
    expect(hidePassword('postgresql://a:b:c@h/x?y=@')).toBe('postgresql://a:***@h/x?y=@');
    expect(hidePassword('postgres://h/x')).toBe('postgres://h/x');
  });
});
