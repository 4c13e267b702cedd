import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeSpans, surveyPlace } from './backup/examine.ts';
import { openKeyring } from './backup/keyring.ts';
import { describeMomentIn, parseMoment } from './backup/moments.ts';
import { readPassphrase } from './backup/passphrase.ts';
import { BackupRefusal, describeFailure } from './backup/refusal.ts';
import { restoreBackup } from './backup/restore.ts';

const help = `Возвращает установку из копий в новую папку: базу данных, файлы и ключи. Прежняя установка не тронута.

  npm run restore -- --from ПАПКА --data НОВАЯ_ПАПКА
      как можно ближе к нынешнему мигу
  npm run restore -- --from ПАПКА --data НОВАЯ_ПАПКА --at "2026-11-30 14:05"
      как было в этот миг, по времени города
  npm run restore -- --from ПАПКА --list
      к каким мигам можно вернуться

Сначала проверяется всё, что нужно для возврата; если что-то изменено или пропало, возврат не начинается, и сказано что.
Пароль — в переменной OTKLIK_BACKUP_PASSPHRASE, иначе его спросят. Из папки без ключа (key.age) не вернуть ничего.
Код выхода: 0 — сделано, 1 — не удалось, 2 — команда неверна.
`;

class WrongCommand extends Error {}

const fromHere = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

async function restore(from: string, data: string | null, at: string | null): Promise<number> {
  const place = realpathSync(from);
  const keyring = await openKeyring(place, await readPassphrase(false));
  const survey = surveyPlace(place, keyring);
  const zone = survey.bases.at(-1)?.zone;
  if (!zone)
    throw new BackupRefusal(
      ['В этой папке нет ни одной целой копии: возвращать нечего.', ...survey.faults].join('\n  '),
    );
  const describe = describeMomentIn(zone);
  if (data === null) {
    console.log(`Вернуться можно ${describeSpans(survey.spans, describe)} (время города, ${zone}).`);
    for (const fault of [...survey.faults, ...survey.lost]) console.error(`Неладно: ${fault}`);
    return survey.lost.length + survey.faults.length > 0 ? 1 : 0;
  }
  const moment = at === null ? null : parseMoment(at, zone);
  const begun = Date.now();
  const { plan, lastCommit } = await restoreBackup({
    place,
    keyring,
    at: moment,
    data,
    describe,
    say: (line) => console.error(`· ${line}`),
  });
  console.log(
    `Возвращено за ${Math.max(1, Math.round((Date.now() - begun) / 1000))} с в ${data}: база данных, файлов ${plan.files.length}, ключи.\n` +
      `Миг: ${describe(plan.to)} (${zone})${lastCommit ? `; последнее изменение ${lastCommit}` : ''}. Копия: ${plan.base.id}.\n` +
      'Что было после этого мига, в ней нет. Прежде чем открыть её людям, прочтите «После возврата» в docs/backup.md:\n' +
      'письма, которые ждали отправки в этот миг, уйдут снова.\n' +
      `Запустить: npm start -- --data ${data}`,
  );
  return 0;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      from: { type: 'string' },
      data: { type: 'string' },
      at: { type: 'string' },
      list: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (!values.from) throw new WrongCommand(`Не названа папка копий: --from ПАПКА.\n\n${help}`);
  if (!values.data && !values.list)
    throw new WrongCommand(`Не названа новая папка: --data ПАПКА.\n\n${help}`);
  const from = fromHere(values.from);
  try {
    return await restore(from, values.list || !values.data ? null : fromHere(values.data), values.at ?? null);
  } catch (error) {
    console.error(`Не удалось. ${describeFailure(error, from)}`);
    return 1;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
