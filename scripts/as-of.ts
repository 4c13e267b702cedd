import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseMoment, settleInSecond } from './backup/moments.ts';
import { openPlaceOfCopies } from './backup/open-place.ts';
import { readPassphrase } from './backup/passphrase.ts';
import { describeFailure } from './backup/refusal.ts';
import { choosePlace } from './postgres/account.mjs';
import { fromHere } from './support/places.mjs';
import { runMain, WrongCommand } from './support/run-main.ts';

const help = `Показывает город, каким он был: поднимает его из копий в стороне, только для чтения, — проверяющему или чтобы разобраться.

  npm run as-of -- --from ПАПКА_КОПИЙ --at "2026-11-30 14:07" [--port 3300]

Миг — по времени города. Часы в нём идут от этого мига, фоновой работы нет, ничего не отправляется и не меняется. Действующая
установка не тронута и может работать. Нужно место на диске временных файлов (TMPDIR) — столько, сколько занимает установка;
оно освободится, когда вы остановите город (Ctrl+C). Что люди просили стереть после этого мига, здесь тоже стёрто.
Кто что в нём смотрел, журнал действующего города не узнает: пускайте к нему того, кому показали бы и сами копии.
Код выхода: 0 — сделано, 1 — не удалось, 2 — команда неверна.
`;

const PORT = '3300';
const root = resolve(import.meta.dirname, '..');

/** Runs a program of ours to its end in this terminal, what it says of its end aside where that is not asked; the code it ends with. */
function runHere(args: readonly string[], env: Record<string, string>, isQuiet = false): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['inherit', isQuiet ? 'ignore' : 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  // The terminal tells them both; who is told alone passes it on.
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, pass);
      done(code ?? 1);
    });
  });
}

/** Nothing of the living city's: neither its database, nor its place of copies, nor its address in links. */
const apart = {
  DATABASE_URL: '',
  DATABASE_OWNER_URL: '',
  OTKLIK_BACKUP_TO: '',
  OTKLIK_URL: '',
  OTKLIK_DATA: '',
};

async function show(from: string, at: string, port: string): Promise<number> {
  const passphrase = await readPassphrase(false);
  const { zone, survey } = await openPlaceOfCopies(from, passphrase);
  const moment = new Date(settleInSecond(parseMoment(at, zone), survey.spans)).toISOString();
  const outer = mkdtempSync(join(tmpdir(), 'otklik-as-of-'));
  // The account of the database, which is another's for root, has to pass.
  chmodSync(outer, 0o711);
  const data = join(outer, 'data');
  try {
    const back = ['scripts/restore.ts', '--from', from, '--data', data, '--at', at];
    const restored = await runHere(back, { OTKLIK_BACKUP_PASSPHRASE: passphrase }, true);
    if (restored !== 0) return restored;
    return await runHere(['scripts/start.mjs', '--data', data, '--only', 'web', '--port', port], {
      ...apart,
      OTKLIK_BACKUP_PASSPHRASE: '',
      OTKLIK_AS_OF: moment,
    });
  } finally {
    rmSync(choosePlace(join(data, 'postgres')).dir, { recursive: true, force: true });
    rmSync(outer, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      from: { type: 'string' },
      at: { type: 'string' },
      port: { type: 'string', default: PORT },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (!values.from) throw new WrongCommand(`Не названа папка копий: --from ПАПКА.\n\n${help}`);
  if (!values.at) throw new WrongCommand(`Не назван миг: --at "2026-11-30 14:07".\n\n${help}`);
  const from = fromHere(values.from);
  try {
    return await show(from, values.at, values.port);
  } catch (error) {
    console.error(`Не удалось. ${describeFailure(error, from)}`);
    return 1;
  }
}

await runMain(main);
