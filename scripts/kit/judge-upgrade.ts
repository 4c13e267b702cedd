import { formatBytes } from '../../shared/text/numbers.ts';
import type { ReleaseFacts } from './manifest.ts';
import type { Pending } from './pending.ts';

/** Whether a version may follow another, and whether there is a way back: rules alone. */

export interface UpgradeFacts {
  now: ReleaseFacts;
  next: ReleaseFacts;
  platform: string;
  pending: Pending | null;
  hasOwnDatabase: boolean;
  /** The administrator says that the database of DATABASE_URL has been copied. */
  isDatabaseCopied: boolean;
  /** Bytes of the embedded database and of free room for its copy. */
  databaseBytes: number;
  room: number;
}

export const countChanges = (now: ReleaseFacts, next: ReleaseFacts): number =>
  next.migrations.filter((name) => !now.migrations.includes(name)).length;

export const refusePending = (pending: Pending | null): string | null =>
  pending &&
  `Обновление на ${pending.to} не закончено: откройте портал (otklik open) или вернитесь (otklik rollback).`;

/** Why the upgrade is refused; null = it may begin. */
export function refuseUpgrade(facts: UpgradeFacts): string | null {
  const { now, next } = facts;
  const unfinished = refusePending(facts.pending);
  if (unfinished !== null) return unfinished;
  if (next.platform !== facts.platform)
    return `Архив сделан для ${next.platform}, а эта машина — ${facts.platform}.`;
  if (next.version === now.version)
    return next.commit === now.commit
      ? `Версия ${now.version} уже стоит.`
      : `Версия ${now.version} уже стоит, но в архиве под тем же номером другая сборка (${next.commit.slice(0, 8)}).`;
  const unknown = now.migrations.findLast((name) => !next.migrations.includes(name));
  if (unknown)
    return (
      `Версия ${next.version} старее: база уже изменена (${unknown}), и прочесть её та версия не сможет. ` +
      'Базу назад не переделать; ничего не тронуто. Вернуться можно только из копии, снятой прежней версией: docs/backup.md.'
    );
  if (facts.hasOwnDatabase && countChanges(now, next) > 0 && !facts.isDatabaseCopied)
    return (
      `База своя (DATABASE_URL), а версия ${next.version} её меняет. Снимите её копию (pg_dump или средствами вашего кластера) ` +
      'и повторите с ключом --database-copied: вернуться можно будет только из неё.'
    );
  if (!facts.hasOwnDatabase && facts.room < facts.databaseBytes * 1.1)
    return `Для копии базы перед обновлением нужно ${formatBytes(facts.databaseBytes * 1.1)}, а свободно ${formatBytes(facts.room)}. Освободите место.`;
  return null;
}

/** Why there is no way back; null = there is one. */
export function refuseRollback(
  pending: Pending | null,
  { openedAt, version }: { openedAt: string | undefined; version: string },
): string | null {
  if (!pending)
    return openedAt
      ? `Портал на версии ${version} уже открыт жителям (${openedAt.slice(0, 16).replace('T', ' ')} UTC): что они с тех пор написали, при возврате ` +
          'пропало бы. Теперь только вперёд: поставьте исправленную версию командой otklik upgrade. Крайний случай — возврат из копии: docs/backup.md.'
      : `Обновления не было: стоит версия ${version}, возвращаться не к чему.`;
  if (pending.copy === null && pending.step === 'switched' && pending.changes > 0)
    return (
      `База своя (DATABASE_URL), и версия ${pending.to} её изменила. Верните её копию, снятую перед обновлением, ` +
      'и повторите с ключом --database-returned.'
    );
  return null;
}
