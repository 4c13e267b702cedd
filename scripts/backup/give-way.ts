import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import pg from 'pg';
import { errorCode } from '../../server/lib/error-code.ts';
import { BackupRefusal } from './refusal.ts';

/** Behind others in the queue for a core: on a busy machine a tenth of what each of them gets, on an idle one all there is. Not the last: WAL must not pile up. */
const BEHIND = 10;

/** Priorities are not enough: on cores that are all busy a copy at full speed slows the intake of messages by a fifth, at this pace by a seventh at most. */
const USUAL_RATE = 24;
const MOST_RATE = 1024;

/** What OTKLIK_BACKUP_RATE asks: megabytes of the database a second; null = as fast as it goes. Throws BackupRefusal where it is no such number. */
export function readRate(text: string | undefined): number | null {
  const rate = text ? Number(text) : USUAL_RATE;
  if (!Number.isInteger(rate) || rate < 0 || rate > MOST_RATE)
    throw new BackupRefusal(
      `OTKLIK_BACKUP_RATE задан неверно: «${text}». Нужно целое число мегабайт в секунду от 1 до ${MOST_RATE}; 0 — без предела.`,
    );
  return rate === 0 ? null : rate;
}

/** On Linux a priority is a thread's, and each of a process's begins with that of who made it. */
function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}

/** Whether the process began its session: then nobody but those it made is in it. */
const leadsSession = (pid: number): boolean => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(fields.slice(fields.lastIndexOf(')') + 2).split(' ')[3]) === pid;
};

/** Linux shares cores out between sessions first (sched_autogroup), and a session has a priority of its own. */
function putSessionBehind(pid: number): void {
  try {
    if (leadsSession(pid)) writeFileSync(`/proc/${pid}/autogroup`, String(BEHIND));
  } catch {
    // Not Linux, or sessions are no matter to this one.
  }
}

function putBehind(pid: number): void {
  putSessionBehind(pid);
  for (const thread of threadsOf(pid)) {
    try {
      setPriority(thread, BEHIND);
    } catch (error) {
      // Gone meanwhile, or another account's: it works on as it was.
      if (!['ESRCH', 'EACCES', 'EPERM'].includes(String(errorCode(error)))) throw error;
    }
  }
}

/** This process lets everybody else go first: who waits for a reply does not wait for a copy. */
export const giveWay = (): void => putBehind(process.pid);

/** So does the process of PostgreSQL that reads the cluster for a base backup. `url` is of the account of the program: it may look at others. */
export async function letSenderGiveWay(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_replication WHERE state = 'backup'",
    );
    for (const { pid } of rows) putBehind(pid);
  } finally {
    await client.end();
  }
}
