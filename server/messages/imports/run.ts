import type { Db } from '../../lib/database/db.ts';
import { errorCode } from '../../lib/error-code.ts';
import { AppError } from '../../lib/errors.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { makeCases } from './make.ts';
import { stageRows } from './stage.ts';
import { beginRun, endImport, holdImport, inStep, type OnProgress } from './task.ts';

const isLost = (error: unknown): boolean => errorCode(error) === 'ENOENT';

/**
 * Runs an import to its end: first every row is read and checked, then cases are made. A file that cannot be read leaves
 * nothing; a run that was killed is taken up by the next one. Anything unexpected is thrown, and the import waits.
 * @param holder a transaction that stays open for the run: it keeps other runs away.
 * @returns false when another run has the import.
 */
export async function runImport(
  services: Services,
  holder: Db,
  importId: string,
  onProgress: OnProgress = () => {},
): Promise<boolean> {
  if (!(await holdImport(holder, importId))) return false;
  const begun = await beginRun(services, importId);
  if (!begun) return true;
  const { task, isStaged } = begun;
  try {
    if (isStaged || (await stageRows(services, task, onProgress)))
      await makeCases(services, task, onProgress);
  } catch (error) {
    const isBadFile = error instanceof AppError && error.code === 'imports.bad-file';
    if (!isBadFile && !isLost(error)) throw error;
    const words = isBadFile ? error.message : 'Файла больше нет на сервере. Загрузите его ещё раз.';
    await inStep(services, (ctx) => endImport(ctx, importId, 'failed', words, { keepsLines: false }));
  }
  return true;
}
