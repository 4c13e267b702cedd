import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  type LabelledMessage,
  labelledFile,
  readLabelled,
} from '../../server/base/understanding/teaching/labelled.ts';
import { createPostJudge, type RulePost, startingRulesOn } from '../../server/monitoring/rules/index.ts';

const help = `Проверка начального набора правил мониторинга (packs/monitoring/rules).

npm run eval:monitoring [-- --day 2026-11-30]

Полнота — по сообщениям жителей (appeals/labelled.jsonl): сколько сообщений блока поймали правила этого блока. Ложные — по записям
городского новостного канала (social/channel-posts.json): происшествий среди них почти нет. Правила составлены по рубрикатору, этих
текстов они не видели; география не спрашивается: тексты других городов.`;

const postsSchema = z.array(z.object({ text: z.string(), category: z.string() }));

/** The eight blocks of the decree. */
const blocks = ['housing', 'roads', 'transport', 'health', 'education', 'social', 'waste', 'energy'];

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));

const asPost = (text: string, kind: RulePost['kind']): RulePost => ({
  network: 'vk',
  kind,
  pageId: '1',
  isOwn: false,
  pageKind: kind === 'post' ? 'media' : 'community',
  isLocal: true,
  text,
  readPlaces: () => ({ town: 'none', isPlaceNamed: false, districts: [] }),
});

/** Blocks whose rules caught each text. */
function judgeTexts(day: string): (text: string, kind: RulePost['kind']) => Set<string> {
  const { rules, adverts } = startingRulesOn(day);
  const blockOf = new Map(rules.map(({ id, block }) => [id, block]));
  const judge = createPostJudge(
    rules.map(({ id, node, filters }) => ({ id, node, filters: { ...filters, geography: { of: 'any' } } })),
    adverts,
  );
  return (text, kind) => new Set(judge(asPost(text, kind)).map(({ ruleId }) => blockOf.get(ruleId) ?? ''));
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

function printChannel(judge: ReturnType<typeof judgeTexts>): void {
  const file = resolve(labelledFile(), '../../social/channel-posts.json');
  if (!existsSync(file)) {
    console.log('записей канала рядом нет');
    return;
  }
  const posts = postsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const caught = posts.filter(({ text }) => judge(text, 'post').size > 0);
  console.log(
    `записи новостного канала: поймано ${caught.length} из ${posts.length} (${share(caught.length, posts.length)})`,
  );
  const byCategory = Map.groupBy(caught, ({ category }) => category);
  const parts = [...byCategory].map(([category, found]) => `${category} ${found.length}`);
  console.log(`  по рубрикам канала: ${parts.join(', ') || 'нет'}`);
}

/** Exit code. */
function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      day: { type: 'string', default: '2026-11-30' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (!existsSync(labelledFile())) {
    console.error(`Нет файла ${labelledFile()}: папку задаёт OTKLIK_SHARED`);
    return 1;
  }
  const judge = judgeTexts(values.day);
  const rows = readLabelled(labelledFile());
  printResidents(rows, judge);
  printChannel(judge);
  const start = process.cpuUsage();
  for (const { text } of rows) judge(text, 'comment');
  const { user, system } = process.cpuUsage(start);
  console.log(
    `скорость: ${((user + system) / rows.length).toFixed(0)} мкс на запись, одно ядро, правил ${startingRulesOn(values.day).rules.length}`,
  );
  return 0;
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2));
