import { sql } from 'kysely';
import type { Config } from '../../lib/config.ts';
import { defineCheck, foundIf } from '../../lib/health/health-check.ts';
import { isStored, isWhole } from './storage.ts';

interface Sampled {
  id: string;
  sha256: string;
  bytes: number;
}

/** Rows that are looked at: the newest, and some of all. */
const SAMPLE = 40;

/** Files that are read whole, and how large one of them may be: the disk is not to notice. */
const READ = 5;
const MOST_BYTES = 5_000_000;

async function countChanged(config: Config, rows: readonly Sampled[]): Promise<number> {
  const small = rows.filter(({ bytes }) => bytes <= MOST_BYTES).slice(-READ);
  const isAsSent = await Promise.all(small.map(({ sha256 }) => isWhole(config, sha256)));
  return isAsSent.filter((is) => !is).length;
}

export const filesCheck = defineCheck({
  id: 'files.stored',
  looksAt: 'Файлы на диске',
  faults: {
    missing: {
      severity: 'error',
      title: 'Файлов из базы нет на диске',
      cure: 'Проверьте, та ли папка данных и подключён ли её диск; верните files из копии: docs/backup.md. Весь список: npm run verify -- all.',
    },
    changed: {
      severity: 'error',
      title: 'Файл на диске изменён: в нём не то, что прислали',
      cure: 'Верните его из копии: docs/backup.md. Весь список: npm run verify -- all. Если меняли не вы, к серверу входил кто-то чужой.',
    },
  },
  run: async ({ db, config }) => {
    const { rows } = await sql<Sampled>`
      (SELECT id, sha256, bytes FROM files.file WHERE claimed ORDER BY id DESC LIMIT ${SAMPLE})
      UNION (SELECT id, sha256, bytes FROM files.file WHERE claimed AND id > gen_random_uuid() ORDER BY id LIMIT ${SAMPLE})
      UNION (SELECT id, sha256, bytes FROM files.file WHERE claimed ORDER BY id LIMIT ${SAMPLE})`.execute(db);
    const there = await Promise.all(rows.map(({ sha256 }) => isStored(config, sha256)));
    const missing = there.filter((isThere) => !isThere).length;
    const changed = await countChanged(
      config,
      rows.filter((_, at) => there[at]),
    );
    return [
      ...foundIf('missing', missing > 0, `Из ${rows.length} проверенных нет ${missing}.`),
      ...foundIf('changed', changed > 0, `Таких среди проверенных: ${changed}.`),
    ];
  },
});
