import { BackupRefusal } from '../backup/refusal.ts';
import { hasCluster } from '../postgres/cluster.mjs';
import { askOther, isFollowing, readLink } from '../postgres/standby.mjs';
import { clusterOf } from './primary.ts';
import { askAbout } from './seen.ts';

const MB = 1024 * 1024;

/** What the machine of a data folder is, in a sentence. */
export async function describeMachine(data: string): Promise<string> {
  const cluster = clusterOf(data);
  if (!hasCluster(cluster)) throw new BackupRefusal(`В ${cluster.dir} базы нет.`);
  const link = readLink(cluster);
  if (!link) return 'Машина одна: запасной нет.';
  const address = `${link.other.host}:${link.other.port}`;
  if (isFollowing(cluster)) {
    const seen = await askAbout(cluster, link.other);
    if (!seen) return `Запасная. Основная ${address} не отвечает.`;
    const behind = `отстаёт на ${Math.ceil(seen.behind / MB)} МБ`;
    return seen.isTogether
      ? `Запасная: основная ${address} ждёт её.`
      : `Запасная: основная ${address} её не ждёт, ${behind}.`;
  }
  const other = await askOther(cluster, link.other);
  if (link.isAlone)
    return `Основная, работает одна. Запасная ${address} ${other === 'standby' ? 'отвечает' : 'не отвечает'}.`;
  return other === 'standby'
    ? `Основная: подтверждённое — на обоих дисках (${address}).`
    : `Основная ждёт запасную ${address}, а она не отвечает: город ничего не подтверждает. Работать без неё: npm run standby -- --alone`;
}
