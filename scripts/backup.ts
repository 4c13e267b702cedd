import { mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBackup, commandOfCheck, describeCounts } from './backup/check.ts';
import { cityZone, readCityFacts } from './backup/city-facts.ts';
import { giveWay, readRate } from './backup/give-way.ts';
import { KEY_FILE, settleKeyring } from './backup/keyring.ts';
import { describeMomentIn } from './backup/moments.ts';
import { openPlaceOfCopies } from './backup/open-place.ts';
import { readPassphrase } from './backup/passphrase.ts';
import { BackupRefusal, describeFailure } from './backup/refusal.ts';
import { type Progress, takeBackup } from './backup/take.ts';
import { defaultData, openInstallation, requireInstallation } from './support/installation.mjs';
import { acquireLock } from './support/lock.mjs';
import { fromHere } from './support/places.mjs';
import { runMain, WrongCommand } from './support/run-main.ts';

const help = `Снимает копию установки: базу данных, файлы и ключи, зашифрованные паролем. Отклик при этом работает.

  npm run backup -- --to ПАПКА [--data ПАПКА]
      снять копию; ПАПКА — на другом диске, новая или та, где уже лежат копии этой установки
  npm run backup -- --check [--to ПАПКА]
      вернуть последнюю копию во временную папку, поднять и сверить; место — во временной папке системы (TMPDIR)

Пароль — в переменной OTKLIK_BACKUP_PASSPHRASE, иначе его спросят. Без пароля из копии не вернуть ничего: запишите его
и храните отдельно от копий. Без --to папка берётся из OTKLIK_BACKUP_TO.
Вернуть: npm run restore -- --help. Копии сами, каждую ночь, и возврат на любой миг: docs/backup.md.
Код выхода: 0 — сделано, 1 — не удалось, 2 — команда неверна.
`;

const MB = 1024 * 1024;
const megabytes = (bytes: number): string =>
  `${new Intl.NumberFormat('ru').format(Math.ceil(bytes / MB))} МБ`;

/** One line that is written over; on no terminal nothing but the beginning of each part. */
function createProgress(): Progress & { end: () => void } {
  let [saidAt, part] = [0, ''];
  const tell = (name: string, line: string): void => {
    const isTerminal = process.stderr.isTTY;
    if (part === name && (!isTerminal || Date.now() - saidAt < 200)) return;
    [saidAt, part] = [Date.now(), name];
    process.stderr.write(isTerminal ? `\r\u001b[K· ${line}` : `· ${name}\n`);
  };
  return {
    cluster: (done, expected) =>
      tell('база данных', `база данных: ${megabytes(done)} из ${megabytes(Math.max(done, expected))}`),
    files: ({ files, fresh }) => tell('файлы', `файлы: посмотрено ${files}, новых ${fresh}`),
    end: () => process.stderr.write(process.stderr.isTTY ? '\r\u001b[K' : ''),
  };
}

/** The place where copies go; it is made. */
function settlePlace(given: string): string {
  mkdirSync(given, { recursive: true });
  return realpathSync(given);
}

function isNew(place: string): boolean {
  const names = readdirSync(place).filter((name) => name !== 'lost+found');
  if (names.length > 0 && !names.includes(KEY_FILE))
    throw new BackupRefusal(
      `В папке ${place} лежит чужое (${names[0]}), а копий нет. Укажите пустую папку или ту, где копии этой установки.`,
    );
  return !names.includes(KEY_FILE);
}

async function take(data: string, to: string): Promise<number> {
  if (process.env.DATABASE_URL)
    throw new BackupRefusal(
      'База своя (DATABASE_URL): её копируют её же средствами, а эта команда — встроенную. Как быть с файлами и ключами: docs/backup.md.',
    );
  requireInstallation(data);
  const place = settlePlace(to);
  const keyring = await settleKeyring(place, await readPassphrase(isNew(place)));
  const rate = readRate(process.env.OTKLIK_BACKUP_RATE);
  const lock = await acquireLock(join(data, 'start-backup.lock'));
  if (lock.busy) throw new BackupRefusal(`Копию уже снимает процесс ${lock.busy.pid}. Дождитесь его.`);
  const installation = await openInstallation(data);
  // Not before: a database that is started here may go on for others.
  giveWay();
  const progress = createProgress();
  const begun = Date.now();
  try {
    const facts = await readCityFacts(installation.url);
    const zone = cityZone(facts);
    const { manifest, written, tally } = await takeBackup({
      place,
      keyring,
      data,
      zone,
      facts,
      progress,
      rate,
    });
    progress.end();
    const seconds = Math.max(1, Math.round((Date.now() - begun) / 1000));
    console.log(
      `Копия снята за ${seconds} с: ${join(place, 'base', manifest.id)}\n` +
        `Вернуться можно к ${describeMomentIn(zone)(manifest.stoppedAt)}: ${describeCounts(facts.counts)}.\n` +
        `Файлов ${tally.files}, из них новых ${tally.fresh}; записано ${megabytes(written)}.\n` +
        'Пароль копий храните отдельно от них: без него не вернуть ничего.\n' +
        `Проверить: ${commandOfCheck(place)}`,
    );
    return 0;
  } finally {
    progress.end();
    lock.release?.();
    await installation.close();
  }
}

async function check(to: string): Promise<number> {
  const { place, keyring, describe } = await openPlaceOfCopies(realpathSync(to), await readPassphrase(false));
  const {
    faults,
    counts,
    to: moment,
    seconds,
  } = await checkBackup({
    place,
    keyring,
    describe,
    say: (line) => console.error(`· ${line}`),
  });
  for (const fault of faults) console.error(`Нарушено: ${fault}`);
  if (faults.length > 0) return 1;
  console.log(
    `Копия разворачивается целиком: на ${describe(moment)} — ${describeCounts(counts)}; всё сходится. Заняло ${seconds} с.`,
  );
  return 0;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      data: { type: 'string' },
      to: { type: 'string' },
      check: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const to = values.to ? fromHere(values.to) : process.env.OTKLIK_BACKUP_TO;
  if (!to) throw new WrongCommand(`Не названа папка копий: --to ПАПКА.\n\n${help}`);
  const data = values.data ? fromHere(values.data) : defaultData();
  try {
    return values.check ? await check(to) : await take(data, to);
  } catch (error) {
    console.error(`Не удалось. ${describeFailure(error, to)}`);
    return 1;
  }
}

await runMain(main);
