import { parseArgs } from 'node:util';
import type { Said } from '../../server/base/promises/words/clash-of-days.ts';
import { readClaims } from '../../server/base/promises/words/read-claims.ts';
import { findPlaces } from '../../server/base/territory/reading/find-places.ts';
import { createAngerReader, findAngerBurst } from '../../server/monitoring/conflicts/rules/anger.ts';
import { findClash } from '../../server/monitoring/conflicts/rules/find-clash.ts';
import { type ConflictRules, conflictPack } from '../../server/monitoring/conflicts/rules/pack.ts';
import { judgePromise, promisedDay } from '../../server/monitoring/conflicts/rules/promise.ts';
import { isLate, isRemoval } from '../../server/monitoring/conflicts/rules/time.ts';
import { type Matter, makeWorld, type OfficialWords } from './conflicts/make-world.ts';
import { demoGazetteer } from './eval-places.ts';

const help = `Проверка ранних сигналов конфликтов (packs/monitoring/conflicts).

npm run eval:conflicts [-- --seed 398 --planted 500 --ordinary 20000]

Разговоры, официальные ответы, удаления, обещания и сроки сочиняет функция с зерном; среди обычных посажены конфликты. Слова
сочинены отдельно от правил. Место читается из текста, тема берётся из инцидента, как её выбирает человек.`;

type Gazetteer = ReturnType<typeof demoGazetteer>;

const placeOf = (text: string, gazetteer: Gazetteer): string | undefined =>
  findPlaces(text, gazetteer)[0]?.label;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const toSaid = ({ text, at, by }: OfficialWords): Said => ({
  at,
  on: dayOf(at),
  by,
  claims: readClaims(text, dayOf(at)),
});

/** Whether the rules of the server raise a signal on a matter. */
function createJudge(rules: ConflictRules, gazetteer: Gazetteer): (matter: Matter) => boolean {
  const isAngry = createAngerReader(rules.anger);
  return (matter) => {
    switch (matter.kind) {
      case 'talk':
        return (
          findAngerBurst(
            matter.comments.filter(({ text }) => isAngry(text)),
            rules.anger,
          ) !== null
        );
      case 'official': {
        const [first, second] = matter.texts;
        const place = placeOf(first.text, gazetteer);
        const isSame = place !== undefined && place === placeOf(second.text, gazetteer);
        if (!isSame || matter.category[0] !== matter.category[1]) return false;
        return findClash(toSaid(first), toSaid(second), rules.contradiction) !== null;
      }
      case 'promise': {
        const day = promisedDay(toSaid(matter.text).claims, null)?.day;
        if (day === undefined) return false;
        const later = matter.later.map((one) => ({
          claims: toSaid(one).claims,
          isFinal: false,
          promisedOn: null,
        }));
        return judgePromise(day, later) === 'broken';
      }
      case 'gone':
        return matter.isUnderOurs && isRemoval(matter, rules.deleted);
      case 'late':
        return isLate(matter, rules.late);
    }
  };
}

const titles: Readonly<Record<Matter['kind'], string>> = {
  talk: 'недовольство',
  official: 'противоречие',
  promise: 'обещание',
  gone: 'удалённый комментарий',
  late: 'опоздавший ответ',
};

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));

interface Tally {
  planted: number;
  found: number;
  ordinary: number;
  wrong: number;
}

function tell(name: string, { planted, found, ordinary, wrong }: Tally): void {
  console.log(
    [
      name.padEnd(22),
      `посажено ${planted}`,
      `найдено ${found} (полнота ${share(found, planted)})`,
      `ложных ${wrong} из ${ordinary} (${((1000 * wrong) / Math.max(1, ordinary)).toFixed(2)} на 1000)`,
      `точность ${share(found, found + wrong)}`,
    ].join('  '),
  );
}

/** Exit code: 0 where recall, false signals and the precision of contradictions are what is asked. */
export function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: '398' },
      planted: { type: 'string', default: '500' },
      ordinary: { type: 'string', default: '20000' },
      faults: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const gazetteer = demoGazetteer();
  const places = [...new Set(samplePlaces)].filter(
    (place) => placeOf(`На ${place}`, gazetteer) !== undefined,
  );
  const world = makeWorld({
    seed: Number(values.seed),
    planted: Number(values.planted),
    ordinary: Number(values.ordinary),
    places,
  });
  const judge = createJudge(conflictPack.on('2026-11-30'), gazetteer);
  const all: Tally = { planted: 0, found: 0, ordinary: 0, wrong: 0 };
  const byKind = new Map<Matter['kind'], Tally>();
  const start = process.cpuUsage();
  for (const matter of world) {
    const isFound = judge(matter);
    const own = byKind.get(matter.kind) ?? { planted: 0, found: 0, ordinary: 0, wrong: 0 };
    byKind.set(matter.kind, own);
    for (const tally of [all, own]) {
      tally[matter.isPlanted ? 'planted' : 'ordinary'] += 1;
      if (isFound) tally[matter.isPlanted ? 'found' : 'wrong'] += 1;
    }
    if (values.faults && isFound !== matter.isPlanted) console.log(JSON.stringify(matter));
  }
  const { user, system } = process.cpuUsage(start);
  for (const [kind, tally] of byKind) tell(titles[kind], tally);
  tell('все', all);
  console.log(
    `мест ${places.length}, зерно ${values.seed}, ${((user + system) / world.length).toFixed(0)} мкс на случай`,
  );
  const clash = byKind.get('official') ?? all;
  const isGood =
    all.found >= 0.9 * all.planted &&
    all.wrong * 1000 <= all.ordinary &&
    clash.found >= 0.8 * (clash.found + clash.wrong);
  console.log(
    isGood ? 'выполнено: полнота ≥ 0,9, ложных ≤ 1 на 1000, точность противоречий ≥ 0,8' : 'НЕ выполнено',
  );
  return isGood ? 0 : 1;
}

/** Houses as offices write them. */
const samplePlaces: readonly string[] = [
  'пр. Победы',
  'ул. Титова',
  'ул. Ленина',
  'ул. Суворова',
  'ул. Каменская',
  'ул. Кунавина',
].flatMap((street) => [3, 5, 9, 11, 14, 20, 25, 31].map((house) => `${street}, ${house}`));

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2));
