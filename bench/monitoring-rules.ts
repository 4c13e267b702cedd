import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import {
  createPostJudge,
  parseRule,
  type RuleNode,
  type RulePost,
  ruleFilters,
  startingRulesOn,
} from '../server/monitoring/rules/index.ts';
import { makeRegister, SEED } from './support/retold.ts';
import { makeDatabase, startCluster } from './support/site.ts';
import { format, holds, machine, middle, row } from './support/table.ts';
import { toTsquery } from './support/tsquery.ts';

/**
 * Two hundred rules of monitoring tried on each post: the matcher on one thread beside one tsquery a rule in PostgreSQL, asked in
 * turn about the same generated texts. To PostgreSQL a distance is a mere «both»: it is asked for less than the matcher does.
 */

const RULES = 200;
const POSTS = Number(process.env.BENCH_TEXTS ?? 4000);
/** PostgreSQL is asked about so many of them. */
const SLOW_POSTS = Number(process.env.BENCH_SLOW_PROBES ?? 200);
const WARM = 500;
const GOAL_MS = 1;

const objects =
  'подъезд лифт крыша труба двор дорога тротуар остановка автобус поликлиника школа мусор фонарь площадка'.split(
    ' ',
  );
const troubles = 'сломан* грязн* (нет | нету) опасн* темно (закрыт* | закрыли) старый холодно мокрый шумно'
  .match(/\([^)]+\)|\S+/gu)!
  .slice(0, 10);

/** The starting set, and objects by troubles until there are two hundred. */
function makeRules(): RuleNode[] {
  const made = objects.flatMap((object) =>
    troubles.map((trouble) => parseRule(`${object} ~5 ${trouble} -реклама`)),
  );
  return [...startingRulesOn('2026-11-30').rules.map(({ node }) => node), ...made].slice(0, RULES);
}

const asPost = (text: string): RulePost => ({
  network: 'vk',
  kind: 'comment',
  pageId: '-1',
  isOwn: false,
  pageKind: 'community',
  isLocal: true,
  text,
  readPlaces: () => ({ town: 'none', isPlaceNamed: false, districts: [] }),
});

const rules = makeRules();
const filters = ruleFilters.parse({});
const judge = createPostJudge(
  rules.map((node, id) => ({ id: String(id), node, filters })),
  startingRulesOn('2026-11-30').adverts,
);
const texts = [...makeRegister(POSTS + WARM, 1).texts()].map(({ text }) => text);

const cluster = await startCluster();
try {
  const client = new pg.Client({ connectionString: await makeDatabase(cluster, 'otklik_monitoring') });
  await client.connect();
  await client.query('CREATE TABLE rule (id int, query tsquery)');
  await client.query(
    "INSERT INTO rule SELECT n - 1, to_tsquery('russian', q) FROM unnest($1::text[]) WITH ORDINALITY AS r (q, n)",
    [rules.map(toTsquery)],
  );
  await client.query('ANALYZE rule');
  for (const text of texts.slice(0, WARM)) judge(asPost(text));
  const [own, slow]: [number[], number[]] = [[], []];
  const counted = { hits: 0 };
  const step = Math.max(1, Math.floor(POSTS / SLOW_POSTS));
  for (const [at, text] of texts.slice(WARM).entries()) {
    const started = performance.now();
    counted.hits += judge(asPost(text)).length;
    own.push(performance.now() - started);
    if (at % step !== 0) continue;
    const asked = performance.now();
    await client.query("SELECT id FROM rule WHERE to_tsvector('russian', $1) @@ query", [text]);
    slow.push(performance.now() - asked);
  }
  const text = [
    '# Правила мониторинга',
    '',
    `${machine()} PostgreSQL 17 встроенный.`,
    `Правил ${rules.length} (начальный набор и составленные), записей ${POSTS.toLocaleString('ru')}, порождены (зерно ${SEED}), в среднем ${format(texts.join('').length / texts.length, 0)} знаков; правил сработало на запись ${format(counted.hits / POSTS, 2)}. Один поток. Расстояние для PostgreSQL — просто «и то и другое». Дата ${new Date().toISOString().slice(0, 10)}.`,
    '',
    row('что', 'медиана, мс', '95 %, мс'),
    row('---', '---:', '---:'),
    row('Отклик: один проход по словам записи', format(middle(own), 3), format(middle(own, 0.95), 3)),
    row(
      'PostgreSQL: `to_tsvector` записи против `tsquery` каждого правила, один запрос',
      format(middle(slow), 3),
      format(middle(slow, 0.95), 3),
    ),
    '',
    row('цель', 'достигнуто', 'выполнено'),
    row('---', '---:', '---'),
    row(
      `95 % записей ≤ ${GOAL_MS} мс при ${RULES} правилах`,
      `${format(middle(own, 0.95), 3)} мс`,
      holds(middle(own, 0.95) <= GOAL_MS && rules.length === RULES),
    ),
    '',
  ].join('\n');
  writeFileSync(join(import.meta.dirname, 'results/monitoring-rules.md'), text);
  console.log(text);
  await client.end();
} finally {
  await cluster.stop();
}
