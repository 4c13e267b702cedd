import type { Ctx } from '../../lib/module/context.ts';
import type { ReadinessLine } from '../../lib/readiness.ts';
import { backupFaults, judgeBackups } from './judge.ts';
import { readKnown } from './state.ts';

/** Whether there is something to return to. */
export async function listBackupLines(ctx: Ctx): Promise<ReadinessLine[]> {
  const { backups, isDemo } = ctx.config;
  const [trouble] = backups === 'kept' ? judgeBackups(await readKnown(ctx), ctx.now) : [];
  const isOff = backups === 'off' && !isDemo;
  return [
    {
      id: 'backups',
      title: 'Резервные копии',
      isDone: !isOff && !trouble,
      isRequired: false,
      words: isOff
        ? 'Копий нет: назовите папку на другом диске и пароль при запуске, docs/backup.md.'
        : trouble
          ? `${backupFaults[trouble.code].title}.`
          : backups === 'own'
            ? 'База своя: копии хранит администрация'
            : 'Снимаются и проверяются',
      link: { to: '/staff/backups', title: 'Резервные копии' },
    },
  ];
}
