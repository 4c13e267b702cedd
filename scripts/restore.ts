import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { leaveErasures } from '../server/base/backups/index.ts';
import { describeAction } from '../shared/text/journal.ts';
import { MINUTE } from '../shared/time.ts';
import { cityZone, readCityFacts } from './backup/city-facts.ts';
import { listErased } from './backup/erased.ts';
import { type FoundErasure, readErased, toErasures } from './backup/erased-records.ts';
import { type DescribeMoment, describeSpans } from './backup/examine.ts';
import { describeMomentIn, parseMoment, settleInSecond } from './backup/moments.ts';
import { type OpenedPlace, openPlaceOfCopies } from './backup/open-place.ts';
import { readPassphrase } from './backup/passphrase.ts';
import { describeFailure } from './backup/refusal.ts';
import { restoreBackup } from './backup/restore.ts';
import { fromHere } from './support/places.mjs';
import { runMain, WrongCommand } from './support/run-main.ts';

const help = `Возвращает установку из копий в новую папку: базу данных, файлы и ключи. Прежняя установка не тронута.

  npm run restore -- --from ПАПКА --data НОВАЯ_ПАПКА
      как можно ближе к нынешнему мигу
  npm run restore -- --from ПАПКА --data НОВАЯ_ПАПКА --at "2026-11-30 14:05"
      как было в этот миг, по времени города; что люди просили стереть после него, будет стёрто снова при запуске
  npm run restore -- --from ПАПКА --list
      к каким мигам можно вернуться
  npm run restore -- --from ПАПКА --erased-after "2026-11-30 14:05"
      что стёрто по закону и по просьбам людей после этого мига
  npm run restore -- --database postgres://… --erased-after "2026-11-30 14:05" [--data НОВАЯ_ПАПКА]
      то же по журналу своей базы; с --data список ложится в папку, и первый запуск сотрёт это снова (docs/own-postgresql.md)

Сначала проверяется всё, что нужно для возврата; если что-то изменено или пропало, возврат не начинается, и сказано что.
Пароль — в переменной OTKLIK_BACKUP_PASSPHRASE, иначе его спросят. Из папки без ключа (key.age) не вернуть ничего.
Код выхода: 0 — сделано, 1 — не удалось, 2 — команда неверна.
`;

function refuse(error: unknown, place = ''): number {
  console.error(`Не удалось. ${describeFailure(error, place)}`);
  return 1;
}

const say = (line: string): void => console.error(`· ${line}`);

function list({ survey, describe, zone }: OpenedPlace): number {
  console.log(`Вернуться можно ${describeSpans(survey.spans, describe)} (время города, ${zone}).`);
  const faults = [...survey.faults, ...survey.lost];
  for (const fault of faults) console.error(`Неладно: ${fault}`);
  return faults.length > 0 ? 1 : 0;
}

function printErased(erased: readonly FoundErasure[], moment: number, describe: DescribeMoment): void {
  for (const { at, action, object, object_id: id, data } of erased)
    console.log(
      [
        describe(at.getTime()),
        describeAction(action),
        typeof data.number === 'string' && `№ ${data.number}`,
        `${object} ${id}`,
      ]
        .filter(Boolean)
        .join('  '),
    );
  console.log(
    erased.length > 0
      ? `После ${describe(moment)} стёрто: ${erased.length}. Город, возвращённый к этому мигу, сотрёт это снова сам.`
      : `После ${describe(moment)} ничего не стиралось.`,
  );
}

async function tellErased({ place, keyring, describe, zone }: OpenedPlace, after: string): Promise<number> {
  const moment = parseMoment(after, zone);
  printErased(await listErased({ place, keyring, describe, say }, moment), moment, describe);
  return 0;
}

/** The same of a database of the city's own, which other programs copy; the list is left in the folder its return will have. */
async function tellErasedOf(url: string, after: string, data: string | undefined): Promise<number> {
  const zone = cityZone(await readCityFacts(url));
  const moment = parseMoment(after, zone);
  const erased = await readErased(url, moment);
  printErased(erased, moment, describeMomentIn(zone));
  if (data) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    leaveErasures(data, toErasures(erased));
  }
  return 0;
}

/** A record notes its moment before it is committed: what is noted so much before a moment may be missing in it, ms. */
const NOTED_BEFORE = 10 * MINUTE;

/** What was erased about and after the moment; null where it cannot be told, as the state after it cannot be returned. */
async function findErased(opened: OpenedPlace, moment: number | null): Promise<FoundErasure[] | null> {
  const { place, keyring, describe, survey } = opened;
  const last = survey.spans.at(-1)?.to ?? 0;
  if (moment === null || last <= moment) return [];
  say(
    `смотрю, что стёрто после ${describe(moment)}: для этого последнее состояние возвращается во временную папку`,
  );
  try {
    return await listErased({ place, keyring, describe, say }, moment - NOTED_BEFORE);
  } catch (error) {
    say(`Внимание: не узнать, что стёрто после ${describe(moment)}: ${(error as Error).message}`);
    return null;
  }
}

function tellAfter(isKnown: boolean, again: number): string {
  if (!isKnown)
    return 'Что стёрто после этого мига, узнать не удалось: сотрите это снова руками, прежде чем открыть город людям.';
  return again > 0
    ? `Стёртое после него по просьбам людей (${again}) будет стёрто снова при запуске, до того как город откроется.`
    : 'По просьбам людей после него ничего не стиралось.';
}

async function restore(opened: OpenedPlace, data: string, at: string | null): Promise<number> {
  const { place, keyring, zone, describe, survey } = opened;
  const moment = at === null ? null : settleInSecond(parseMoment(at, zone), survey.spans);
  const begun = Date.now();
  const erased = await findErased(opened, moment);
  const { plan, lastCommit, erasures } = await restoreBackup({
    place,
    keyring,
    at: moment,
    data,
    erasures: toErasures(erased ?? []),
    describe,
    say,
  });
  const last = lastCommit === null ? '' : `; последнее изменение в ней ${describe(lastCommit)}`;
  console.log(
    `Возвращено за ${Math.max(1, Math.round((Date.now() - begun) / 1000))} с в ${data}: база данных, файлов ${plan.files.length}, ключи.\n` +
      `Миг: ${describe(plan.to)} (${zone})${last}. Копия: ${plan.base.id}.\n` +
      'Что было после этого мига, в ней нет. Прежде чем открыть её людям, прочтите «После возврата» в docs/backup.md:\n' +
      `письма, которые ждали отправки в этот миг, уйдут снова. ${tellAfter(erased !== null, erasures.length)}\n` +
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
      'erased-after': { type: 'string' },
      database: { type: 'string' },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const erasedAfter = values['erased-after'];
  if (values.database) {
    if (!erasedAfter) throw new WrongCommand(`Не назван миг: --erased-after "2026-11-30 14:05".\n\n${help}`);
    const data = values.data && fromHere(values.data);
    return await tellErasedOf(values.database, erasedAfter, data).catch((error) =>
      refuse(error, 'База данных'),
    );
  }
  if (!values.from) throw new WrongCommand(`Не названа папка копий: --from ПАПКА.\n\n${help}`);
  if (!values.data && !values.list && !erasedAfter)
    throw new WrongCommand(`Не названа новая папка: --data ПАПКА.\n\n${help}`);
  const from = fromHere(values.from);
  try {
    const opened = await openPlaceOfCopies(from, await readPassphrase(false));
    if (erasedAfter) return await tellErased(opened, erasedAfter);
    if (values.list || !values.data) return list(opened);
    return await restore(opened, fromHere(values.data), values.at ?? null);
  } catch (error) {
    return refuse(error, from);
  }
}

await runMain(main);
