import type { Ctx } from '../../lib/module/context.ts';
import type { ReadinessLine } from '../../lib/readiness.ts';
import { backupFaults, judgeBackups, ownCopies, whatIsNotKnown } from './judge.ts';
import { readKnown } from './state.ts';

type Told = Pick<ReadinessLine, 'isDone' | 'isJudged' | 'words'>;

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

async function tellCopies(ctx: Ctx): Promise<Told> {
  const { backups, isDemo } = ctx.config;
  if (backups === 'off' && isDemo) return { isDone: true, isJudged: false, words: 'В демонстрации не нужны' };
  if (backups === 'own') return { isDone: true, isJudged: false, words: sentence(ownCopies) };
  if (backups === 'off')
    return {
      isDone: false,
      words: 'Копий нет: назовите папку на другом диске и пароль при запуске, docs/backup.md.',
    };
  const known = await readKnown(ctx);
  const [trouble] = judgeBackups(known, ctx.now);
  const yet = trouble ? backupFaults[trouble.code].title : whatIsNotKnown(known);
  return yet
    ? { isDone: false, words: `${sentence(yet)}.` }
    : { isDone: true, words: 'Снимаются и проверяются' };
}

/** Whether there is something to return to. */
export const listBackupLines = async (ctx: Ctx): Promise<ReadinessLine[]> => [
  {
    id: 'backups',
    title: 'Резервные копии',
    isRequired: false,
    ...(await tellCopies(ctx)),
    link: { to: '/staff/backups', title: 'Резервные копии' },
  },
];
