import { sql } from 'kysely';
import { defineCheck, foundIf } from '../../lib/health/health-check.ts';
import { isStored } from './storage.ts';

/** Rows that are looked at: the newest, and some of all. */
const SAMPLE = 40;

export const filesCheck = defineCheck({
  id: 'files.stored',
  looksAt: 'Файлы на диске',
  faults: {
    missing: {
      severity: 'error',
      title: 'Файлов из базы нет на диске',
      cure: 'Проверьте, та ли папка данных и подключён ли её диск; верните files из копии: docs/backup.md. Весь список: npm run verify -- all.',
    },
  },
  run: async ({ db, config }) => {
    const { rows } = await sql<{ id: string; sha256: string }>`
      (SELECT id, sha256 FROM files.file WHERE claimed ORDER BY id DESC LIMIT ${SAMPLE})
      UNION (SELECT id, sha256 FROM files.file WHERE claimed AND id > gen_random_uuid() ORDER BY id LIMIT ${SAMPLE})
      UNION (SELECT id, sha256 FROM files.file WHERE claimed ORDER BY id LIMIT ${SAMPLE})`.execute(db);
    const there = await Promise.all(rows.map(({ sha256 }) => isStored(config, sha256)));
    const missing = there.filter((isThere) => !isThere).length;
    return foundIf('missing', missing > 0, `Из ${rows.length} проверенных нет ${missing}.`);
  },
});
