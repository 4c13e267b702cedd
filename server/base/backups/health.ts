import type { BackupTrouble } from '../../../shared/contract/base/backups.ts';
import {
  defineCheck,
  type FoundFault,
  type HealthFault,
  notInDemo,
  notJudged,
  type Unjudged,
} from '../../lib/health/health-check.ts';
import { backupFaults, judgeBackups, ownCopies, whatIsNotKnown } from './judge.ts';
import { readKnown } from './state.ts';

type Code = BackupTrouble['code'] | 'off';

const off: HealthFault = {
  severity: 'error',
  title: 'Резервных копий нет',
  cure: 'Назовите папку на другом диске и пароль: OTKLIK_BACKUP_TO, OTKLIK_BACKUP_PASSPHRASE. Что и где написать в этой установке, показывает экран «Резервные копии»; по шагам — docs/backup.md.',
  link: '/staff/backups',
};

export const backupsCheck = defineCheck({
  id: 'backups.copies',
  looksAt: 'Резервные копии',
  faults: { ...backupFaults, off },
  run: async (ctx): Promise<FoundFault<Code>[] | Unjudged> => {
    const { backups, isDemo } = ctx.config;
    // A demonstration has nothing to lose.
    if (backups === 'off') return isDemo ? notInDemo : [{ code: 'off', words: '' }];
    if (backups === 'own') return notJudged(ownCopies);
    const known = await readKnown(ctx);
    const troubles = judgeBackups(known, ctx.now);
    const yet = troubles.length === 0 ? whatIsNotKnown(known) : '';
    return yet ? notJudged(yet) : troubles;
  },
});
