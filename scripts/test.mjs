// npm test: sets up what the checks need and runs every one of them. The last line tells the outcome.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';
import { joinTestCluster } from './postgres/shared.mjs';
import { checksOfChanged } from './support/changed.mjs';
import { checks } from './support/checks.mjs';
import { signalChildren } from './support/children.mjs';
import { projectRoot } from './support/places.mjs';
import { ensureWebBuilt } from './support/web-build.mjs';

await ensureNode24(import.meta.url);

const log = (text) => console.log(text.startsWith('·') ? text : `· ${text}`);

const help = `Все проверки проекта.

  npm test                        всё по порядку
  npm test -- --only unit,db      только названные шаги
  npm test -- --changed           только то, что рядом с изменённым и ещё не записанным в git
  npm test -- --changed main      рядом с изменённым со времени коммита или ветки
  npm test -- --list              названия шагов`;

let cluster;
let isInterrupted = false;

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      changed: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      list: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const names = values.only?.flatMap((text) => text.split(',')).filter(Boolean);
  const unknown = names?.find((name) => !checks.some((check) => check.name === name));
  if (unknown) throw new Error(`Шага «${unknown}» нет. Список: npm test -- --list`);
  const since = values.changed ? (positionals[0] ?? 'HEAD') : undefined;
  return { ...values, since, chosen: names ? checks.filter(({ name }) => names.includes(name)) : checks };
}

/** Things outside the project that the chosen checks use. What cannot be had fails the checks that need it, no others. */
async function prepare(chosen) {
  const needs = new Set(chosen.flatMap((check) => check.needs ?? []));
  const missing = new Map();
  const attempt = async (need, work) => {
    if (!needs.has(need)) return;
    try {
      await work();
    } catch (error) {
      missing.set(need, error.message);
    }
  };
  await attempt('database', async () => {
    if (process.env.TEST_DATABASE_URL) return;
    log('запускаю тестовую базу данных');
    cluster = await joinTestCluster({ log });
    process.env.TEST_DATABASE_URL = cluster.ownerUrl;
    process.env.TEST_SERVER_URL = cluster.url;
  });
  await attempt('browser', async () => {
    process.env.CHROMIUM_PATH = await ensureChromium(log);
  });
  return missing;
}

/** The product's own data stand beside the repository where it is developed; tests that read them are skipped elsewhere. */
function setEnvironment() {
  const shared = resolve(projectRoot, '../shared');
  if (!process.env.OTKLIK_SHARED && existsSync(shared)) process.env.OTKLIK_SHARED = shared;
  for (const name of [
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'PORT',
    'OTKLIK_DATA',
    'OTKLIK_DEMO',
    'OTKLIK_ONLY',
    'OTKLIK_URL',
  ]) {
    delete process.env[name];
  }
}

async function runCheck(check, missing, tell) {
  const lacking = check.needs?.find((need) => missing.has(need));
  if (lacking) throw new Error(missing.get(lacking));
  if (check.needs?.includes('pages')) await ensureWebBuilt(log);
  return check.run(tell);
}

/** Where a check says its words: line by line, so that those of two that run at once do not break into one another. */
function openWords(check) {
  let words = `\n== ${check.name}: ${check.title}\n`;
  const say = (end) => {
    process.stdout.write(words.slice(0, end));
    words = words.slice(end);
  };
  return {
    tell: (text) => {
      words += text;
      say(words.lastIndexOf('\n') + 1);
    },
    end: () => say(words.length),
  };
}

/** One row of the report. */
async function runNamed(check, missing) {
  const words = openWords(check);
  words.tell('');
  const begun = Date.now();
  const result = await runCheck(check, missing, words.tell).catch((error) => {
    words.tell(`${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  words.end();
  return { ...result, name: check.name, seconds: (Date.now() - begun) / 1000 };
}

async function runLane(name, chosen, missing) {
  const rows = [];
  for (const check of chosen.filter(({ lane }) => lane === name)) {
    if (!isInterrupted) rows.push(await runNamed(check, missing));
  }
  return rows;
}

async function runAll(chosen) {
  const missing = await prepare(chosen);
  const lane = (name) => runLane(name, chosen, missing);
  const withoutBrowser = async () => [...(await lane('code')), ...(await lane('tests'))];
  const pages = await lane('pages');
  const beside = await Promise.all([withoutBrowser(), lane('browser')]);
  return [...pages, ...beside.flat()];
}

function report(rows) {
  console.log('');
  for (const { name, passed, failed, skipped, seconds } of rows) {
    const mark = failed > 0 ? 'НЕТ' : 'да ';
    console.log(`${mark} ${name.padEnd(14)} ${passed} / ${failed} / ${skipped}  ${seconds.toFixed(1)} с`);
  }
  for (const { name, lines = [] } of rows) for (const line of lines) console.log(`${name}: ${line}`);
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed') + (isInterrupted ? 1 : 0), sum('skipped')];
  if (isInterrupted) console.log('Прервано.');
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  // Nothing passed is a failure, unless there was nothing to ask: a registry that does not answer fails nobody.
  const isAsked = rows.some(({ isSkipped }) => !isSkipped);
  return failed === 0 && (passed > 0 || !isAsked) ? 0 : 1;
}

async function main() {
  const options = readOptions();
  if (options.help) console.log(help);
  else if (options.list) for (const { name, title } of checks) console.log(`${name.padEnd(14)} ${title}`);
  if (options.help || options.list) return 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      isInterrupted = true;
      signalChildren('SIGTERM');
    });
  }
  setEnvironment();
  await ensureInstalled(log);
  try {
    const chosen = options.since ? await checksOfChanged(options.since) : options.chosen;
    if (chosen.length === 0) return log(`изменений с ${options.since} нет`);
    return report(await runAll(chosen));
  } finally {
    await cluster?.release();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.log(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
