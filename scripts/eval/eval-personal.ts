import { existsSync } from 'node:fs';
import { findPersonalData } from '../../server/base/understanding/personal/personal-data.ts';
import { labelledFile, readLabelled } from '../../server/base/understanding/teaching/labelled.ts';
import type { PersonalKind } from '../../shared/contract/base/personal-data.ts';
import { type Labelled, makeSet } from '../personal-set/make.ts';
import { aside, seen } from '../personal-set/templates.ts';

const COUNT = 4000;
const titles: Readonly<Record<PersonalKind, string>> = {
  name: 'имена',
  phone: 'телефоны',
  email: 'почта',
  profile: 'страницы в сетях',
  passport: 'паспорт',
  snils: 'СНИЛС',
  inn: 'ИНН',
  card: 'карта',
  account: 'лицевой счёт',
  plate: 'номер машины',
  flat: 'квартира',
  birth: 'дата рождения',
};

export interface PersonalFigures {
  /** Share of places wholly hidden, by kind. */
  recall: Map<PersonalKind, number>;
  /** Share of all other words left as they were. */
  untouched: number;
}

/** Recall by kind and the share of other words untouched. A place counts when nothing of it is left to read. */
export function personalFigures(set: readonly Labelled[]): PersonalFigures {
  const counts = new Map<PersonalKind, { all: number; found: number }>();
  let others = 0;
  let touched = 0;
  for (const { text, spans } of set) {
    const found = findPersonalData(text);
    const hidden = new Uint8Array(text.length);
    for (const { start, end } of found) hidden.fill(1, start, end);
    const told = new Uint8Array(text.length);
    for (const { kind, start, end } of spans) {
      told.fill(1, start, end);
      const count = counts.get(kind) ?? { all: 0, found: 0 };
      count.all += 1;
      const isWhole = [...text.slice(start, end)].every(
        (letter, at) => hidden[start + at] || !/[\p{L}\d]/u.test(letter),
      );
      if (isWhole) count.found += 1;
      counts.set(kind, count);
    }
    for (const { index, 0: word } of text.matchAll(/[\p{L}\d]+/gu)) {
      if (told[index]) continue;
      others += 1;
      if (hidden.subarray(index, index + word.length).includes(1)) touched += 1;
    }
  }
  return {
    recall: new Map([...counts].map(([kind, { all, found }]) => [kind, found / all])),
    untouched: 1 - touched / others,
  };
}

function print(title: string, { recall, untouched }: PersonalFigures): void {
  const parts = [...recall].map(([kind, share]) => `${titles[kind]} ${share.toFixed(3)}`);
  console.log(`${title}: прочие слова не тронуты ${untouched.toFixed(4)}\n  полнота: ${parts.join(', ')}`);
}

/** How fast, in texts per second of processor time. */
function speedOf(texts: readonly string[]): number {
  for (const text of texts.slice(0, 500)) findPersonalData(text);
  const start = process.cpuUsage();
  for (const text of texts) findPersonalData(text);
  const { user, system } = process.cpuUsage(start);
  return texts.length / ((user + system) / 1e6);
}

/** The section of `npm run eval` on personal data in texts. */
export function evaluatePersonal(): void {
  console.log(`\nперсональные данные в тексте: по ${COUNT} составленных текстов`);
  print('виденные образцы', personalFigures(makeSet(seen, COUNT, 11)));
  print('отложенные образцы', personalFigures(makeSet(aside, COUNT, 23)));
  if (!existsSync(labelledFile())) return;
  const texts = readLabelled(labelledFile()).map(({ text }) => text);
  const words = texts.reduce((sum, text) => sum + (text.match(/[\p{L}\d]+/gu)?.length ?? 0), 0);
  const hidden = texts.flatMap((text) =>
    findPersonalData(text).map(({ start, end }) => text.slice(start, end)),
  );
  const share = hidden.reduce((sum, part) => sum + (part.match(/[\p{L}\d]+/gu)?.length ?? 0), 0) / words;
  console.log(
    `сообщения жителей (${texts.length}; имена и телефоны в них большей частью уже скрыты): закрыто ${hidden.length} мест, ${(share * 100).toFixed(2)} % слов`,
  );
  console.log(`скорость: ${Math.round(speedOf(texts))} сообщений за секунду процессора`);
}
