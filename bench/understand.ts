import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildGazetteer } from '../server/base/territory/gazetteer/gazetteer.ts';
import { listGazetteerRows, loadCityPack } from '../server/base/territory/gazetteer/pack.ts';
import { findPlaces } from '../server/base/territory/reading/find-places.ts';
import { createDuplicateIndex } from '../server/base/understanding/duplicates/duplicate-index.ts';
import type { IndexedMessage } from '../server/base/understanding/duplicates/duplicate-table.ts';
import { seededRandom } from '../server/base/understanding/duplicates/duplicate-trial.ts';
import { maskPersonal } from '../server/base/understanding/personal/personal-data.ts';
import { labelledFile, readLabelled } from '../server/base/understanding/teaching/labelled.ts';
import { createPipeline } from '../server/base/understanding/teaching/pipeline.ts';
import { shippedModel } from '../server/base/understanding/teaching/versions.ts';
import { readTone } from '../server/base/understanding/tone/tone.ts';
import { shippedTaxonomy } from '../server/base/understanding/topics/evidence.ts';
import { readModel } from '../server/base/understanding/topics/model-file.ts';
import { readRow } from '../server/base/understanding/topics/text-row.ts';
import { makeRegister, SEED } from './support/retold.ts';
import { type Rival, trainRivals } from './support/rivals.ts';
import { format, holds, machine, middle, row } from './support/table.ts';

/**
 * Reading of a message on one thread: its topic alone, beside fastText and LIBLINEAR on the same texts, and the whole of what
 * follows registration — personal data hidden, topic with its reasons, place, tone, duplicates among a million — by stage.
 */

const TEXTS = Number(process.env.BENCH_TEXTS ?? 1_000_000);
const PROBES = Number(process.env.BENCH_PROBES ?? 2000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
/** Rivals are asked for the texts so many times at once: their start would else be most of it. Rows are long. */
const REPEATS = { fastText: 20, liblinear: 4 };

const model = readModel(readFileSync(shippedModel));
const topics = createPipeline(model, shippedTaxonomy());
const city = resolve(import.meta.dirname, '../packs/base/city/kamensk-uralsky');
const gazetteer = buildGazetteer(listGazetteerRows(loadCityPack(city)));
const real = existsSync(labelledFile()) ? readLabelled(labelledFile()) : [];

const register = makeRegister(TEXTS, PROBES);
const index = createDuplicateIndex({ capacity: TEXTS });
for (const text of register.texts()) index.add(text);
const retold = register.probes();

/** Residents' texts at places and times of the register. */
const random = seededRandom(SEED);
const placed: IndexedMessage[] = real.map(({ text }, at) => {
  const { at: when, lat, lon } = retold[Math.floor(random() * retold.length)]!;
  return { id: `r${at}`, text, at: when, lat, lon, address: null, block: null, facts: [] };
});

type Stage =
  | 'личные данные'
  | 'тема со словами за и против'
  | 'место'
  | 'тон'
  | 'дубли'
  | 'запомнить для дублей';
const spent = new Map<Stage, number>();

function measure<T>(stage: Stage, run: () => T): T {
  const started = performance.now();
  const result = run();
  spent.set(stage, (spent.get(stage) ?? 0) + performance.now() - started);
  return result;
}

/** All that follows registration of a message; ms. */
function readWhole(message: IndexedMessage): number {
  const started = performance.now();
  const words = measure('личные данные', () => maskPersonal(message.text));
  const facts = measure('тема со словами за и против', () => topics.suggest(words));
  measure('место', () => findPlaces(message.text, gazetteer));
  measure('тон', () => readTone(words));
  const read = { ...message, block: facts[0]?.block ?? null, facts: facts.map(({ factId }) => factId) };
  measure('дубли', () => index.find(read));
  measure('запомнить для дублей', () => index.add(read));
  return performance.now() - started;
}

interface Speed {
  perSecond: number;
  median: number;
  late: number;
}

const speedOf = (times: readonly number[]): Speed => ({
  perSecond: (1000 * times.length) / times.reduce((sum, ms) => sum + ms, 0),
  median: middle(times),
  late: middle(times, 0.95),
});

/** The round of the median speed. */
const medianRound = (rounds: readonly Speed[]): Speed =>
  rounds.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(rounds.length / 2)]!;

const timesOf = <T>(list: readonly T[], run: (one: T) => unknown): number[] =>
  list.map((one) => {
    const started = performance.now();
    run(one);
    return performance.now() - started;
  });

const asked = real.length > 0 ? real.map(({ text }) => text) : retold.map(({ text }) => text);
const rivals = real.length > 0 ? trainRivals(real, (text) => readRow(model.vocabulary, text)) : undefined;
const rounds = {
  topic: [] as Speed[],
  reasoned: [] as Speed[],
  retold: [] as Speed[],
  placed: [] as Speed[],
  fastText: [] as number[],
  liblinear: [] as number[],
};
for (const text of asked) topics.suggest(text);
for (const message of [...placed, ...retold].slice(0, 1000)) readWhole(message);
spent.clear();
let stagesOf = 0;
/** Texts a second, without the start of the program and the reading of its model. */
const rate = (rival: Rival, repeats: number): number =>
  (asked.length * repeats) / (rival(repeats + 1) - rival(1));
for (let round = 0; round < ROUNDS; round += 1) {
  rounds.topic.push(speedOf(timesOf(asked, topics.choose)));
  if (rivals?.fastText) rounds.fastText.push(rate(rivals.fastText, REPEATS.fastText));
  rounds.reasoned.push(speedOf(timesOf(asked, topics.suggest)));
  if (rivals?.liblinear) rounds.liblinear.push(rate(rivals.liblinear, REPEATS.liblinear));
  rounds.retold.push(speedOf(retold.map(readWhole)));
  if (placed.length > 0) rounds.placed.push(speedOf(placed.map(readWhole)));
  stagesOf += retold.length + placed.length;
}
rivals?.clean();

const topic = medianRound(rounds.topic);
const whole = medianRound(rounds.retold);
const wholeReal = rounds.placed.length > 0 ? medianRound(rounds.placed) : whole;
const least = Math.min(whole.perSecond, wholeReal.perSecond);
const microseconds = (ms: number): string => format(ms * 1000, 0);
const ours = (title: string, { perSecond, median, late }: Speed): string =>
  row(title, format(perSecond, 0), microseconds(median), microseconds(late));
const theirs = (title: string, speeds: readonly number[]): string =>
  row(title, speeds.length > 0 ? format(middle(speeds), 0) : 'не измерен', '', '');
const text = [
  '# Разбор сообщения',
  '',
  `${machine()} Один поток, ${ROUNDS} чередующихся раунда, медианы. Дата ${new Date().toISOString().slice(0, 10)}.`,
  `Тема: ${asked.length} ${real.length > 0 ? 'настоящих сообщений жителей' : 'порождённых сообщений'}. Весь разбор: те же и ${retold.length} пересказов порождённых (зерно ${SEED}), дубли среди ${TEXTS.toLocaleString('ru')} сообщений за 28 дней. fastText и LIBLINEAR обучены здесь же на тех же текстах; LIBLINEAR получает готовые столбцы, разбор текста в его время не входит.`,
  '',
  row('что', 'сообщений в секунду', 'медиана, мкс', '95 %, мкс'),
  row('---', '---:', '---:', '---:'),
  ours('тема', topic),
  ours('тема со словами за и против', medianRound(rounds.reasoned)),
  theirs('fastText, predict', rounds.fastText),
  theirs('LIBLINEAR, predict', rounds.liblinear),
  row('natural (npm)', 'не измерен', '', ''),
  ours('весь разбор, пересказы', whole),
  ...(placed.length > 0 ? [ours('весь разбор, настоящие сообщения', wholeReal)] : []),
  '',
  row('часть разбора', 'в среднем, мкс'),
  row('---', '---:'),
  ...[...spent].map(([stage, ms]) => row(stage, microseconds(ms / stagesOf))),
  '',
  `Память: указатель дублей ${format(index.bytes() / 2 ** 20, 0)} МБ (не растёт), процесс ${format(process.memoryUsage().rss / 2 ** 20, 0)} МБ.`,
  'natural тянет за собой mongoose, pg и redis и потому не ставился.',
  '',
  row('цель', 'достигнуто', 'выполнено'),
  row('---', '---:', '---'),
  row('тема ≥ 20 000 сообщений в секунду', format(topic.perSecond, 0), holds(topic.perSecond >= 20_000)),
  row('весь разбор ≥ 1 000 сообщений в секунду', format(least, 0), holds(least >= 1000)),
  '',
].join('\n');
writeFileSync(join(import.meta.dirname, 'results/understand.md'), text);
console.log(text);
