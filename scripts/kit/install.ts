import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { checkOwnDatabase } from '../support/own-database.mjs';
import { projectRoot } from '../support/places.mjs';
import { isPortFree } from '../support/ports.mjs';
import { findAdminLink } from './admin.ts';
import { asInstalled, installHelp, readWanted, type Wanted } from './install-options.ts';
import {
  ensureAccount,
  ensureBackupFolder,
  ensureFolders,
  ensureLink,
  ensureSettings,
  ensureVersion,
  placeUnits,
} from './install-steps.ts';
import { addressOf, describeKitError, findAccount, type Kit, KitRefusal, settingsOf } from './kit.ts';
import { judgeMachine, portsOf, readMachine } from './machine.ts';
import {
  currentVersion,
  type Installed,
  type Places,
  placesOf,
  readInstalled,
  writeInstalled,
} from './places.ts';
import { makeSettingsFile } from './settings-file.ts';
import { isReady, supervisorOf, waitReady } from './supervisor.ts';
import { checkRelease } from './versions.ts';

const say = (line: string): void => console.log(line);

/** Four groups of five: 98 bits, and written down by hand without a mistake. */
function makePassphrase(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const draw = (): string => [...randomBytes(5)].map((byte) => letters[byte % letters.length]).join('');
  return [draw(), draw(), draw(), draw()].join('-');
}

async function checkMachine(wanted: Wanted, places: Places, version: string): Promise<void> {
  const isOurs = readInstalled(places.home) !== null;
  const ports = portsOf(wanted);
  const isFree = isOurs || (await Promise.all(ports.map((port) => isPortFree(port)))).every(Boolean);
  const { refusals, warnings } = judgeMachine(readMachine(places, isFree), {
    platform: version,
    programBytes: isOurs ? 0 : 600 * 1024 * 1024,
    ports,
    prefix: wanted.prefix,
    supervisor: wanted.supervisor,
  });
  for (const warning of warnings) say(`Внимание: ${warning}`);
  if (refusals.length > 0) throw new KitRefusal(refusals.join('\n'));
  const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
  for (const url of [DATABASE_URL, DATABASE_OWNER_URL])
    if (url)
      await checkOwnDatabase(url).catch((error: Error) => {
        throw new KitRefusal(error.message);
      });
}

interface Placed {
  kit: Kit;
  done: string[];
}

/** Puts everything in its place and starts nothing. */
function place(wanted: Wanted, places: Places, version: string): Placed {
  const account = wanted.prefix ? null : 'otklik';
  const before = readInstalled(places.home);
  const done: string[] = [];
  if (account !== null) done.push(ensureAccount(account, places.data));
  const owner = account === null ? null : findAccount(account);
  done.push(...ensureFolders(places, owner), ensureBackupFolder(wanted.backupTo, owner));
  done.push(ensureVersion(projectRoot, places, version));
  const passphrase = wanted.backupTo ? makePassphrase() : '';
  const settings = makeSettingsFile({
    url: wanted.url,
    port: wanted.port,
    isDemo: wanted.isDemo,
    backupTo: wanted.backupTo,
    passphrase,
    metricsToken: randomBytes(24).toString('hex'),
    databaseUrl: process.env.DATABASE_URL ?? '',
    databaseOwnerUrl: process.env.DATABASE_OWNER_URL ?? '',
  });
  const written = ensureSettings(places, settings, owner);
  // At once: whatever stops the rest, nobody says it again.
  if (written && passphrase) say(`Пароль копий, запишите и храните отдельно от них: ${passphrase}\n`);
  done.push(written, ensureLink(places.current, join(places.versions, version)));
  done.push(ensureLink(places.command, join(places.current, 'otklik')));
  const installed: Installed = before ?? {
    prefix: wanted.prefix,
    data: places.data,
    account,
    supervisor: wanted.supervisor,
  };
  if (!before) writeInstalled(places.home, installed);
  const kit: Kit = { home: places.home, places, installed, owner, say };
  done.push(...placeUnits(kit));
  return { kit, done: done.filter(Boolean) };
}

async function begin(kit: Kit): Promise<void> {
  const supervisor = supervisorOf(kit);
  const address = addressOf(kit);
  if (await isReady(address)) return;
  say('Запускаю: первый раз база делается около минуты');
  await supervisor.start();
  const reason = await waitReady(supervisor, address, 10);
  if (reason !== null) throw new KitRefusal(`Отклик поставлен, но не поднялся: ${reason}`);
}

async function tellEnd(kit: Kit): Promise<void> {
  say('');
  const { OTKLIK_URL, OTKLIK_BACKUP_TO } = settingsOf(kit);
  if (!OTKLIK_URL)
    say(
      `Адрес сайта не назван: впишите OTKLIK_URL в ${kit.places.settings} и поставьте прокси (docs/install.md).`,
    );
  if (!OTKLIK_BACKUP_TO)
    say(`Резервных копий пока нет: впишите OTKLIK_BACKUP_TO в ${kit.places.settings} (docs/backup.md).`);
  const link = await findAdminLink(kit);
  say(
    link
      ? `Заведите первого администратора (ссылка годится неделю, один раз):\n\n  ${link}\n`
      : `Отклик работает: ${addressOf(kit)}`,
  );
}

async function main(): Promise<number> {
  const asked = readWanted(process.argv.slice(2));
  if (!asked) {
    console.log(installHelp);
    return 0;
  }
  // The folders a person names may not be there yet, and a link in their way is followed once.
  if (asked.prefix) {
    mkdirSync(asked.prefix, { recursive: true });
    asked.prefix = realpathSync(asked.prefix);
  }
  const wanted = asInstalled(asked, readInstalled(placesOf(asked.prefix, '').home));
  const places = placesOf(wanted.prefix, wanted.data);
  say('Сверяю архив');
  const { version, platform } = checkRelease(projectRoot);
  const now = currentVersion(places);
  if (now !== null && now !== version)
    throw new KitRefusal(`Здесь уже стоит версия ${now}. Обновить: otklik upgrade АРХИВ`);
  await checkMachine(wanted, places, platform);
  const { kit, done } = place(wanted, places, version);
  // One that was placed and did not come up is only started: what was in its way may be gone.
  if (done.length === 0 && (!wanted.isStarting || (await isReady(addressOf(kit))))) {
    say(
      `Версия ${version} уже стоит, ничего не изменено. Новая ссылка для первого администратора: otklik admin-link`,
    );
    return 0;
  }
  if (done.length > 0) say(`Сделано: ${done.join(', ')}`);
  if (!wanted.isStarting) {
    say('Не запущен: otklik start, затем otklik admin-link');
    return 0;
  }
  await begin(kit);
  await tellEnd(kit);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(describeKitError(error));
  process.exitCode = 1;
}
