import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildGazetteer, type Gazetteer } from '../../server/base/territory/gazetteer/gazetteer.ts';
import { listGazetteerRows, loadCityPack } from '../../server/base/territory/gazetteer/pack.ts';
import { type FoundPlace, findPlaces } from '../../server/base/territory/reading/find-places.ts';
import { labelledFile, readLabelled } from '../../server/base/understanding/teaching/labelled.ts';
import { judgeForeign } from './junk-places.ts';
import { emptyTally, ratesOf, type Tally } from './place-tally.ts';
import { gatherGazetteer, readRealSentences, scoreReal } from './real-places.ts';

const help = `Проверка того, как из текста читается место.

npm run eval:places [-- --data ФАЙЛ] [--faults]

Свои фразы: tests/data/places-*.txt. Настоящие предложения: размечены смещениями в tests/data/places-real-*.json,
сам текст берётся из ФАЙЛА (JSONL с полями source, id, text).`;

const root = join(import.meta.dirname, '../..');

export interface Phrase {
  text: string;
  places: string[];
}

/** Phrases of a file: «текст | место, дом; место». */
export function readPhrases(name: 'tuned' | 'held'): Phrase[] {
  const lines = readFileSync(join(root, `tests/data/places-${name}.txt`), 'utf8').split('\n');
  return lines
    .filter((line) => line.includes('|') && !line.startsWith('#'))
    .map((line) => {
      const [text, places] = line.split('|') as [string, string];
      return { text: text.trim(), places: places.split(';').flatMap((place) => place.trim() || []) };
    });
}

/** «ул. Титова, 14» → the street and its house; a settlement before a street is a part of its name. */
function splitHouse(label: string): { name: string; house: string } {
  const match = /^(.*), (\d[^,]*)$/.exec(label);
  return match ? { name: match[1]!, house: match[2]! } : { name: label, house: '' };
}

export function demoGazetteer(): Gazetteer {
  return buildGazetteer(listGazetteerRows(loadCityPack(join(root, 'packs/base/city/kamensk-uralsky'))));
}

export function scorePhrases(phrases: readonly Phrase[], gazetteer: Gazetteer): Tally {
  const tally = emptyTally();
  for (const { text, places } of phrases) {
    const found = findPlaces(text, gazetteer).map(({ label }) => splitHouse(label));
    const expected = places.map(splitHouse);
    tally.texts += 1;
    tally.expected += expected.length;
    tally.found += found.length;
    let isFaulty = found.length !== expected.length;
    for (const { name, house } of expected) {
      const same = found.filter((one) => one.name === name);
      if (same.length === 0) isFaulty = true;
      else tally.right += 1;
      if (!house || same.length === 0) continue;
      tally.houses += 1;
      if (same.some((one) => one.house === house)) tally.housesRight += 1;
      else isFaulty = true;
    }
    if (isFaulty) tally.faults.push(`${text} → ${found.map(join2).join('; ')} (ждали: ${places.join('; ')})`);
  }
  return tally;
}

const join2 = ({ name, house }: { name: string; house: string }) => (house ? `${name}, ${house}` : name);

function print(title: string, tally: Tally, withFaults: boolean): void {
  const { precision, recall, house } = ratesOf(tally);
  const cells = [tally.texts, tally.expected].map((count) => String(count).padStart(6));
  const rates = [precision, recall, house].map((rate) => rate.toFixed(3).padStart(8));
  console.log(`${title.padEnd(44)} ${cells.join(' ')} ${rates.join(' ')}`);
  if (withFaults) for (const fault of tally.faults) console.log(`   ${fault}`);
}

function measureSpeed(gazetteer: Gazetteer): number {
  const texts = readPhrases('tuned').map(
    ({ text }) => `Здравствуйте! ${text}. Просим принять меры и ответить в срок.`,
  );
  const rounds = 40;
  for (const text of texts) findPlaces(text, gazetteer);
  const started = performance.now();
  let count = 0;
  for (let round = 0; round < rounds; round++)
    for (const text of texts) count += findPlaces(text, gazetteer).length >= 0 ? 1 : 0;
  return count / ((performance.now() - started) / 1000);
}

export type Fragment = Pick<FoundPlace, 'start' | 'end'>;

/** Exit code. */
export function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: labelledFile() },
      faults: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const gazetteer = demoGazetteer();
  console.log(`${''.padEnd(44)} текстов   мест точность  полнота      дом`);
  print('свои фразы, по которым настраивали', scorePhrases(readPhrases('tuned'), gazetteer), values.faults);
  print('свои фразы, отложенные', scorePhrases(readPhrases('held'), gazetteer), values.faults);
  if (existsSync(values.data)) {
    const [seen, held] = [readRealSentences('seen'), readRealSentences('held')];
    const source = gatherGazetteer(values.data, [...seen, ...held]);
    const real = buildGazetteer(source);
    print('настоящие предложения', scoreReal(values.data, seen, real), values.faults);
    print('настоящие предложения, отложенные', scoreReal(values.data, held, real), values.faults);
    console.log(
      `   справочник из других сообщений: ${source.streets.length} улиц; в счёт идут места, улица которых в нём есть`,
    );
    const foreign = judgeForeign(readLabelled(values.data), gazetteer);
    console.log(
      `другая область: в ${foreign.texts} текстах предложено ${foreign.offered} мест, лишних ${foreign.junk.length}`,
    );
    if (values.faults) for (const fault of foreign.junk) console.log(`   ${fault}`);
  } else console.log(`настоящие предложения не проверены: нет файла ${values.data}`);
  console.log(`скорость: ${Math.round(measureSpeed(gazetteer))} сообщений в секунду в один поток`);
  return 0;
}
