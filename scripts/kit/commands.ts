import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fromHere, projectRoot } from '../support/places.mjs';
import { findAdminLink } from './admin.ts';
import { placeUnits } from './install-steps.ts';
import { addressOf, isClosed, type Kit, KitRefusal, runScript, settingsOf } from './kit.ts';
import { readManifest } from './manifest.ts';
import { isReady, supervisorOf, waitReady } from './supervisor.ts';
import { openPortal, rollback, upgrade } from './upgrade.ts';

/** Commands of an installation: `otklik status`. */

export const commandHelp = `otklik КОМАНДА

  status                    что работает, по какому адресу, открыт ли портал
  start, stop, restart      запустить, остановить, перезапустить
  admin-link                ссылка, по которой заводят первого администратора
  upgrade АРХИВ             новая версия: копия, проверка, при неудаче — прежняя; портал остаётся закрыт до otklik open
      --open                открыть портал сразу, как новая версия заработает
      --database-copied     копия своей базы (DATABASE_URL) снята
      --wait МИНУТЫ         сколько ждать, пока новая версия поднимется (обычно 15)
  open                      открыть портал жителям после обновления; возврата с этого мига нет
  rollback                  вернуть прежнюю версию и её данные, пока портал не открыт
      --database-returned   своя база возвращена из копии
  doctor                    что неладно и чем лечить (docs/doctor.md)
  backup, restore, as-of    копии, возврат из них, город, каким он был (docs/backup.md)
  standby                   вторая машина, которая знает всё подтверждённое (docs/standby.md)
  verify                    сверить журнал, файлы, подписанные документы
  import, gar               загрузить сообщения; справочник адресов
  check                     сверить файлы программы с выпуском
  units                     записать службы systemd заново: после правки DATABASE_URL или папки копий
  version                   версия и сборка
`;

type Deed = (kit: Kit, args: string[]) => Promise<number> | number;

async function start(kit: Kit): Promise<number> {
  const supervisor = supervisorOf(kit);
  await supervisor.start();
  const reason = await waitReady(supervisor, addressOf(kit), 10);
  if (reason !== null) throw new KitRefusal(`Не поднялся: ${reason}`);
  kit.say(`Отклик работает: ${addressOf(kit)}`);
  return 0;
}

async function stop(kit: Kit): Promise<number> {
  await supervisorOf(kit).stop();
  kit.say('Остановлен');
  return 0;
}

async function tellStatus(kit: Kit): Promise<number> {
  const ready = await isReady(addressOf(kit));
  const { version } = readManifest(projectRoot);
  kit.say(`Версия ${version}. ${ready ? 'Отвечает' : 'Не отвечает'}: ${addressOf(kit)}`);
  const parts = supervisorOf(kit).describe();
  for (const { words } of parts) kit.say(`  ${words}`);
  const isClosedNow = isClosed(kit);
  if (isClosedNow) kit.say('Портал закрыт после обновления: otklik open или otklik rollback');
  else kit.say(`Портал открыт: ${settingsOf(kit).OTKLIK_URL || addressOf(kit)}`);
  // A closed portal does without its background work.
  return ready && (isClosedNow || parts.every(({ isActive }) => isActive)) ? 0 : 1;
}

/** A folder to return into is made for the account: below root's folders it could make none. */
function restore(kit: Kit, args: string[]): number {
  const at = args.indexOf('--data');
  const given = at < 0 ? undefined : args[at + 1];
  const folder = given && fromHere(given);
  if (folder && kit.owner && !existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o750 });
    chownSync(folder, kit.owner.uid, kit.owner.gid);
  }
  return runScript(kit, 'restore.ts', args).code;
}

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0 && minutes <= 1440)) throw new KitRefusal('--wait — число минут, от 1 до 1440');
  return minutes;
}

/** Keys of `upgrade`, `open` and `rollback`. */
export const moveOptions = {
  open: { type: 'boolean', default: false },
  'database-copied': { type: 'boolean', default: false },
  'database-returned': { type: 'boolean', default: false },
  wait: { type: 'string', default: '15' },
} as const;

async function move(kit: Kit, command: string, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: moveOptions,
  });
  const minutes = readMinutes(values.wait);
  const [archive] = positionals;
  if (command === 'open') await openPortal(kit, minutes);
  else if (command === 'rollback')
    await rollback(kit, { isDatabaseReturned: values['database-returned'], minutes });
  else if (archive)
    await upgrade(kit, {
      archive,
      isOpening: values.open,
      isDatabaseCopied: values['database-copied'],
      minutes,
    });
  else throw new KitRefusal('Назовите архив: otklik upgrade otklik-ВЕРСИЯ.tar.gz');
  return 0;
}

async function tellAdminLink(kit: Kit): Promise<number> {
  const link = await findAdminLink(kit);
  kit.say(link ?? 'Администратор уже заведён: войдите по почте и паролю.');
  return link ? 0 : 1;
}

/** A command of the program itself: under the account of the installation, with its settings. */
const script =
  (file: string): Deed =>
  (kit, args) =>
    runScript(kit, file, args).code;

export const commands: Readonly<Record<string, Deed>> = {
  status: tellStatus,
  start,
  stop,
  restart: async (kit) => (await stop(kit)) || start(kit),
  'admin-link': tellAdminLink,
  upgrade: (kit, args) => move(kit, 'upgrade', args),
  open: (kit, args) => move(kit, 'open', args),
  rollback: (kit, args) => move(kit, 'rollback', args),
  units(kit) {
    kit.say(placeUnits(kit).join(', ') || 'Службы те же.');
    return 0;
  },
  doctor: script('doctor.ts'),
  backup: script('backup.ts'),
  restore,
  'as-of': script('as-of.ts'),
  standby: script('standby.ts'),
  verify: script('verify.ts'),
  import: script('import.mjs'),
  gar: script('gar/gar.mjs'),
};
