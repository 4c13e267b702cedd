// The keeper of backups beside the server: started where a place for copies is named, started again when it ends by itself.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { choosePlace } from '../postgres/account.mjs';
import { setArchiving } from '../postgres/archiving.mjs';
import { projectRoot } from '../support/places.mjs';
import { describeProcess, endProcess, guardProcess } from '../support/processes.mjs';

/** How copies of this installation are kept: `kept` by us, `own` = the database is another's and so are its copies, `off`. */
export function backupsOf(env) {
  if (env.DATABASE_URL) return 'own';
  return env.OTKLIK_BACKUP_TO ? 'kept' : 'off';
}

/** Before the database starts: whether it hands over its WAL. One of another has its own ways. */
export function settleArchiving(data, env) {
  const way = backupsOf(env);
  if (way !== 'own') setArchiving(choosePlace(join(data, 'postgres')), way === 'kept');
}

function launch(file, env) {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'backup', 'keeping', file)], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  return { child, ended };
}

/** Takes a copy where the server that starts now is going to change the database. Says why there is none, and hinders nothing. */
export async function copyBeforeMigrations(data) {
  const { ended } = launch('before-migrations.ts', { ...process.env, OTKLIK_DATA: data });
  await ended;
}

const restartDelay = 5000;

/** Keeps the keeper running. Returns `{ end() }`. */
export function superviseKeeper({ data, say }) {
  let isEnding = false;
  let current;

  async function run() {
    while (!isEnding) {
      const { child, ended } = launch('keeper.ts', { ...process.env, OTKLIK_DATA: data });
      const callOff = child.pid === undefined ? () => {} : guardProcess(child.pid, 'TERM');
      current = child.pid === undefined ? undefined : describeProcess(child.pid);
      const code = await ended;
      callOff();
      if (isEnding) return;
      say(`Хранитель копий остановился сам (код ${code}), запускаю снова.`);
      await sleep(restartDelay);
    }
  }

  const running = run();
  return {
    async end() {
      isEnding = true;
      if (current)
        await endProcess(current, [
          ['SIGTERM', 15_000],
          ['SIGKILL', 5000],
        ]);
      await Promise.race([running, sleep(restartDelay)]);
    },
  };
}
