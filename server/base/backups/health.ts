import type { BackupTrouble } from '../../../shared/contract/base/backups.ts';
import { defineCheck, type FoundFault, type HealthFault } from '../../lib/health/health-check.ts';
import { backupFaults, judgeBackups } from './judge.ts';
import { readKnown } from './state.ts';

type Code = BackupTrouble['code'] | 'off';

const off: HealthFault = {
  severity: 'error',
  title: 'Резервных копий нет',
  cure: 'Назовите папку на другом диске и пароль при запуске: OTKLIK_BACKUP_TO, OTKLIK_BACKUP_PASSPHRASE. По шагам — docs/backup.md.',
  link: '/staff/backups',
};

export const backupsCheck = defineCheck({
  id: 'backups.copies',
  looksAt: 'Резервные копии',
  faults: { ...backupFaults, off },
  run: async (ctx): Promise<FoundFault<Code>[]> => {
    // A database of the city's own is copied by its own means; a demonstration has nothing to lose.
    if (ctx.config.backups === 'off') return ctx.config.isDemo ? [] : [{ code: 'off', words: '' }];
    return ctx.config.backups === 'kept' ? judgeBackups(await readKnown(ctx), ctx.now) : [];
  },
});
