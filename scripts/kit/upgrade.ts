import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromHere } from '../support/places.mjs';
import { findFreePort } from '../support/ports.mjs';
import { countChanges, refusePending, refuseRollback, refuseUpgrade } from './judge-upgrade.ts';
import { addressOf, isClosed, type Kit, KitRefusal, programOf, runScript, settingsOf } from './kit.ts';
import { roomFor } from './machine.ts';
import { type ReleaseManifest, readManifest } from './manifest.ts';
import { dropPending, type Pending, readPending, writePending } from './pending.ts';
import { currentVersion, writeInstalled } from './places.ts';
import { isReady, type Supervisor, supervisorOf, waitReady } from './supervisor.ts';
import { copyTree, dropOthers, ownByRoot, pointTo, unpack } from './versions.ts';

/** One command to a new version, one back: a copy before, a look at whether it works, the former one where it does not. */

export interface UpgradeOptions {
  archive: string;
  /** Open the portal at once when the new version works. */
  isOpening: boolean;
  isDatabaseCopied: boolean;
  minutes: number;
}

const databaseOf = (kit: Kit): string => join(kit.places.data, 'postgres');
const copyOf = (kit: Kit): string => join(kit.places.data, '.before-upgrade');

function weigh(folder: string): number {
  if (!existsSync(folder)) return 0;
  return Number.parseInt(spawnSync('du', ['-sk', folder], { encoding: 'utf8' }).stdout, 10) * 1024;
}

const hasOwnDatabase = (kit: Kit): boolean => Boolean(settingsOf(kit).DATABASE_URL);

function nowOf(kit: Kit): ReleaseManifest {
  const version = currentVersion(kit.places);
  if (version === null) throw new KitRefusal('Ни одна версия не стоит: запустите ./install.sh из архива.');
  return readManifest(join(kit.places.versions, version));
}

/** The encrypted copy, where a place for copies is named. A copy that fails stops the upgrade: nothing has been changed yet. */
function takeBackup(kit: Kit): void {
  const { OTKLIK_BACKUP_TO: to } = settingsOf(kit);
  if (hasOwnDatabase(kit)) return;
  if (!to) {
    kit.say(
      'Внимание: папка резервных копий не названа (OTKLIK_BACKUP_TO). Снимаю только копию для возврата, на тот же диск.',
    );
    return;
  }
  kit.say('Снимаю резервную копию');
  if (runScript(kit, 'backup.ts', []).code !== 0)
    throw new KitRefusal('Копия не снялась, обновление не начато: исправьте названное выше и повторите.');
}

/** From now on the pages are answered to whoever is at this machine, and nothing is sent or fetched. */
async function close(kit: Kit): Promise<void> {
  const port = await findFreePort(Number(settingsOf(kit).PORT || 3000) + 1);
  const { closed } = kit.places;
  writeFileSync(
    closed,
    `# Портал закрыт после обновления: otklik open или otklik rollback\nHOST=127.0.0.1\nPORT=${port}\n`,
  );
  chmodSync(closed, 0o640);
  if (kit.owner) chownSync(closed, 0, kit.owner.gid);
}

async function begin(kit: Kit, supervisor: Supervisor, next: ReleaseManifest): Promise<Pending> {
  const now = nowOf(kit);
  const isOwn = hasOwnDatabase(kit);
  const pending: Pending = {
    from: now.version,
    to: next.version,
    begunAt: new Date().toISOString(),
    step: 'copying',
    copy: isOwn ? null : copyOf(kit),
    changes: countChanges(now, next),
  };
  // What is closed must have a way to be opened: the word of the upgrade comes first.
  writePending(kit.home, pending);
  await close(kit);
  kit.say('Останавливаю');
  await supervisor.stop();
  if (pending.copy !== null) {
    kit.say('Копирую базу для возврата');
    copyTree(databaseOf(kit), pending.copy);
  }
  const switched: Pending = { ...pending, step: 'switched' };
  writePending(kit.home, switched);
  return switched;
}

/** Units are those of the version that is to work: it writes them itself. */
function refreshUnits(kit: Kit): void {
  if (kit.installed.supervisor !== 'systemd') return;
  const { file, args } = programOf(kit.places.current, 'kit/otklik.ts');
  spawnSync(file, [...args, 'units'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Points to a version and starts it; why it does not come up, whatever failed, or null. */
async function comeUp(
  kit: Kit,
  supervisor: Supervisor,
  version: string,
  minutes: number,
): Promise<string | null> {
  try {
    pointTo(kit.places, version);
    refreshUnits(kit);
    await supervisor.start();
    return await waitReady(supervisor, addressOf(kit), minutes);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Puts the former version and its database back and starts it. */
export async function goBack(
  kit: Kit,
  supervisor: Supervisor,
  pending: Pending,
  minutes: number,
): Promise<void> {
  await supervisor.stop();
  if (pending.step === 'switched' && pending.copy !== null && existsSync(pending.copy)) {
    const failed = join(kit.places.data, '.after-upgrade');
    rmSync(failed, { recursive: true, force: true });
    if (existsSync(databaseOf(kit))) renameSync(databaseOf(kit), failed);
    renameSync(pending.copy, databaseOf(kit));
    rmSync(failed, { recursive: true, force: true });
  }
  if (pending.copy !== null)
    for (const path of [pending.copy, `${pending.copy}.half`]) rmSync(path, { recursive: true, force: true });
  // Before the door opens: cut between these two, the new version must not start open.
  pointTo(kit.places, pending.from);
  rmSync(kit.places.closed, { force: true });
  const reason = await comeUp(kit, supervisor, pending.from, minutes);
  dropPending(kit.home);
  dropOthers(kit.places, [pending.from]);
  if (reason !== null)
    throw new KitRefusal(`Прежняя версия ${pending.from} возвращена, но не поднялась: ${reason}`);
}

function tellClosed(kit: Kit, next: string): void {
  kit.say(
    `Версия ${next} работает, портал для жителей ещё закрыт. Проверьте её на этой машине: ${addressOf(kit)}\n` +
      'Открыть: otklik open. Вернуться к прежней: otklik rollback (после открытия возврата не будет).',
  );
}

export async function upgrade(kit: Kit, options: UpgradeOptions): Promise<void> {
  const archive = fromHere(options.archive);
  const unfinished = refusePending(readPending(kit.home));
  if (unfinished !== null) throw new KitRefusal(unfinished);
  kit.say('Распаковываю и сверяю архив');
  const { folder, manifest: next, drop } = unpack(archive, kit.places);
  try {
    const databaseBytes = weigh(databaseOf(kit));
    const refusal = refuseUpgrade({
      now: nowOf(kit),
      next,
      platform: `${process.platform}-${process.arch}`,
      pending: readPending(kit.home),
      hasOwnDatabase: hasOwnDatabase(kit),
      isDatabaseCopied: options.isDatabaseCopied,
      databaseBytes,
      room: roomFor(kit.places.data),
    });
    if (refusal !== null) throw new KitRefusal(refusal);
    if (!(await isReady(addressOf(kit))))
      kit.say('Внимание: работающая версия не отвечает. Обновляю, но вернуться можно будет только к ней же.');
    takeBackup(kit);
    const target = join(kit.places.versions, next.version);
    rmSync(target, { recursive: true, force: true });
    renameSync(folder, target);
    ownByRoot(target);
  } finally {
    drop();
  }
  await switchTo(kit, supervisorOf(kit), next, options);
}

/** Stops, points to a version that is unpacked and starts it; what does not come up makes way for the former one. */
export async function switchTo(
  kit: Kit,
  supervisor: Supervisor,
  next: ReleaseManifest,
  options: Omit<UpgradeOptions, 'archive'>,
): Promise<void> {
  const pending = await begin(kit, supervisor, next).catch(async (error: Error) => {
    const begun = readPending(kit.home);
    if (begun) await goBack(kit, supervisor, begun, options.minutes);
    throw new KitRefusal(`Обновить не удалось (${error.message}). Работает прежняя версия.`);
  });
  kit.say(
    `Запускаю ${next.version}${pending.changes > 0 ? `: база меняется, изменений ${pending.changes}` : ''}`,
  );
  const reason = await comeUp(kit, supervisor, next.version, options.minutes);
  if (reason !== null) {
    kit.say(`Новая версия не поднялась: ${reason}\nВозвращаю прежнюю`);
    const isLost = pending.copy === null && pending.changes > 0;
    if (isLost)
      throw new KitRefusal(`${refuseRollback(pending, { openedAt: undefined, version: next.version })}`);
    await goBack(kit, supervisor, pending, options.minutes);
    throw new KitRefusal(
      `Обновить не удалось. Работает прежняя версия ${pending.from}, данные — как до обновления.`,
    );
  }
  if (options.isOpening) await openPortal(kit, options.minutes, supervisor);
  else tellClosed(kit, next.version);
}

export async function rollback(
  kit: Kit,
  { isDatabaseReturned, minutes }: { isDatabaseReturned: boolean; minutes: number },
): Promise<void> {
  const pending = readPending(kit.home);
  const version = currentVersion(kit.places) ?? '';
  const refusal = refuseRollback(pending, { openedAt: kit.installed.openedAt, version });
  const isMended = pending?.copy === null && isDatabaseReturned;
  if (!pending || (refusal !== null && !isMended)) throw new KitRefusal(refusal ?? '');
  kit.say(`Возвращаю версию ${pending.from}`);
  await goBack(kit, supervisorOf(kit), pending, minutes);
  kit.say(`Работает ${pending.from}, данные — как до обновления, портал открыт: ${addressOf(kit)}`);
}

export async function openPortal(kit: Kit, minutes: number, supervisor = supervisorOf(kit)): Promise<void> {
  const pending = readPending(kit.home);
  if (!pending && !isClosed(kit)) throw new KitRefusal('Портал и так открыт: обновления, которое ждёт, нет.');
  const version = currentVersion(kit.places);
  if (pending && (pending.step !== 'switched' || version !== pending.to))
    throw new KitRefusal('Обновление прервано на середине: otklik rollback вернёт прежнюю версию.');
  await supervisor.stop();
  // Residents may write from the first moment on: the way back ends before that.
  writeInstalled(kit.home, { ...kit.installed, openedAt: new Date().toISOString() });
  dropPending(kit.home);
  rmSync(kit.places.closed, { force: true });
  // With no way back, what it needed only takes room, whether the portal comes up or not.
  rmSync(copyOf(kit), { recursive: true, force: true });
  if (pending) dropOthers(kit.places, [pending.from, pending.to]);
  await supervisor.start();
  const reason = await waitReady(supervisor, addressOf(kit), minutes);
  if (reason !== null) throw new KitRefusal(`Портал открыт, но не отвечает: ${reason}`);
  kit.say(`Портал открыт: ${settingsOf(kit).OTKLIK_URL || addressOf(kit)}, версия ${version}`);
}
