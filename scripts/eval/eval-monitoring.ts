import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadTaxonomy } from '../../server/base/taxonomy/index.ts';
import {
  type LabelledMessage,
  labelledFile,
  readLabelled,
} from '../../server/base/understanding/teaching/labelled.ts';
import { createPostJudge, type RulePost, startingRulesOn } from '../../server/monitoring/rules/index.ts';
import {
  agreementOf,
  bestSearch,
  type Found,
  findAmong,
  readJudged,
  splitHalves,
} from './monitoring/halves.ts';
import { channelFile, readChannel } from './monitoring/told-posts.ts';

const help = `Проверка начального набора правил мониторинга (packs/monitoring/rules).

npm run eval:monitoring [-- --day 2026-12-01]

Главное — шестьсот записей: обращения, пересказанные функцией с зерном, и записи городского новостного канала между ними. Каждую двое
прочли и решили, нужна ли она центру, не видя правил и друг друга (scripts/eval/monitoring/verdicts.json). Половину можно смотреть, пока
правила пишут, другую — никогда: по ней и судят, рядом с поиском подстрок той же точности. Записи предложены как записи сообщества:
там смотрят и широкие правила. География не спрашивается: тексты других городов.

Ниже — полнота по блокам на всех сообщениях жителей (appeals/labelled.jsonl): сколько из них поймали правила своего блока.`;

/** The eight blocks of the decree. */
const blocks = ['housing', 'roads', 'transport', 'health', 'education', 'social', 'waste', 'energy'];

/** What the half never looked at must show. */
const RECALL = 0.95;
const PRECISION = 0.6;
const AHEAD = 0.15;

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));

const asPost = (text: string, kind: RulePost['kind'], pageKind: RulePost['pageKind']): RulePost => ({
  network: 'vk',
  kind,
  pageId: '1',
  isOwn: false,
  pageKind,
  isLocal: true,
  text,
  readPlaces: () => ({ town: 'none', isPlaceNamed: false, districts: [] }),
});

/** Blocks whose rules caught each text. */
function judgeTexts(
  day: string,
): (text: string, kind: RulePost['kind'], pageKind?: RulePost['pageKind']) => Set<string> {
  const { rules, adverts } = startingRulesOn(day);
  const blockOf = new Map(rules.map(({ id, block }) => [id, block]));
  const judge = createPostJudge(
    rules.map(({ id, node, filters }) => ({ id, node, filters: { ...filters, geography: { of: 'any' } } })),
    adverts,
  );
  return (text, kind, pageKind = 'community') =>
    new Set(judge(asPost(text, kind, pageKind)).map(({ ruleId }) => blockOf.get(ruleId) ?? ''));
}

function printResidents(rows: readonly LabelledMessage[], judge: ReturnType<typeof judgeTexts>): void {
  const caught = rows.map(({ text }) => judge(text, 'comment'));
  console.log(
    'сообщения жителей: блок, сообщений, полнота правил блока, поймано любым, точность правил блока',
  );
  for (const block of blocks) {
    const own = caught.filter((_, row) => rows[row]!.code === block);
    const by = caught.filter((found) => found.has(block)).length;
    const right = own.filter((found) => found.has(block)).length;
    const any = own.filter((found) => found.size > 0).length;
    console.log(
      [block.padEnd(10), own.length, share(right, own.length), share(any, own.length), share(right, by)].join(
        '  ',
      ),
    );
  }
  const ofBlocks = caught.filter((_, row) => blocks.includes(rows[row]!.code));
  const any = ofBlocks.filter((found) => found.size > 0).length;
  console.log(
    `восемь блоков вместе: поймано ${share(any, ofBlocks.length)} из ${ofBlocks.length}; всех ${share(caught.filter(({ size }) => size > 0).length, rows.length)} из ${rows.length}`,
  );
}

/** What the two halves say; whether the one never looked at says enough. */
function printHalves(judge: ReturnType<typeof judgeTexts>): boolean {
  const posts = readJudged();
  const { tuned, untouched } = splitHalves(posts);
  const catches = (text: string): boolean => judge(text, 'post').size > 0;
  const taxonomy = loadTaxonomy(resolve(import.meta.dirname, '../../packs/base/taxonomy/otklik-2026'));
  const tell = (what: string, { recall, precision, caught }: Found): void =>
    console.log(`${what}: полнота ${recall.toFixed(3)}, точность ${precision.toFixed(3)}, поймано ${caught}`);
  const ours = findAmong(untouched, catches);
  const theirs = bestSearch(tuned, untouched, taxonomy, ours.precision);
  console.log(
    `записей ${posts.length}, оба судивших согласны о ${tuned.length + untouched.length} (каппа ${agreementOf(posts).toFixed(3)})`,
  );
  tell('половина, которую смотрели', findAmong(tuned, catches));
  tell('нетронутая половина', ours);
  tell('  поиск подстрок на ней', theirs);
  const ahead = ours.recall - theirs.recall;
  console.log(`  правила впереди поиска на ${(ahead * 100).toFixed(1)} пункта полноты`);
  return ours.recall >= RECALL && ours.precision >= PRECISION && ahead >= AHEAD;
}

function printChannel(judge: ReturnType<typeof judgeTexts>): void {
  const posts = readChannel();
  for (const pageKind of ['media', 'community'] as const) {
    const caught = posts.filter(({ text }) => judge(text, 'post', pageKind).size > 0).length;
    console.log(
      `записи новостного канала как ${pageKind}: поймано ${caught} из ${posts.length} (${share(caught, posts.length)})`,
    );
  }
}

/** Exit code. */
function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      day: { type: 'string', default: '2026-12-01' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const missing = [labelledFile(), channelFile()].find((file) => !existsSync(file));
  if (missing) {
    console.error(`Нет файла ${missing}: папку задаёт OTKLIK_SHARED`);
    return 1;
  }
  const judge = judgeTexts(values.day);
  const rows = readLabelled(labelledFile());
  const isEnough = printHalves(judge);
  printResidents(rows, judge);
  printChannel(judge);
  const start = process.cpuUsage();
  for (const { text } of rows) judge(text, 'comment');
  const { user, system } = process.cpuUsage(start);
  console.log(
    `скорость: ${((user + system) / rows.length).toFixed(0)} мкс на запись, одно ядро, правил ${startingRulesOn(values.day).rules.length}`,
  );
  return isEnough ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2));
