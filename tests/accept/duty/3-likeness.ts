import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { joinTestCluster } from '../../../scripts/postgres/shared.mjs';
import { seededRandom, tellCity } from '../../../server/base/understanding/duplicates/duplicate-trial.ts';
import { labelledFile, readLabelled } from '../../../server/base/understanding/teaching/labelled.ts';
import { loadShippedReader } from '../../../server/base/understanding/teaching/shipped-reader.ts';
import { submitMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { isOffered, offerRetold, readJudged } from '../../support/likeness.ts';
import { startTestServer, type TestServer } from '../../support/site/server.ts';
import setupTemplate from '../../support/site/template.ts';
import type { AcceptLine, AcceptOptions, AcceptOutcome } from '../line.ts';

/**
 * Likenesses: what is offered is right, what is right is offered, nobody's own life is among it; and whoever asks without
 * signing in gets the same bytes whether a private case is there or not.
 */

const RIGHT = 0.9;
const FOUND = 0.8;
const TEXTS = 2000;
const HOUSES = 500;

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const percent = (value: number): string => value.toFixed(3);

interface Measure {
  isHeld: boolean;
  figure: string;
}

function measureRetold(seed: number, read: ReturnType<typeof loadShippedReader>): Measure {
  const { offered, right, true: all } = offerRetold(tellCity(seed, 300, 'tried'), read);
  const [precision, recall] = [share(right, offered), share(right, all)];
  return {
    isHeld: offered > 500 && precision >= RIGHT && recall >= FOUND,
    figure: `пересказанный город: предложено ${offered}, верно ${percent(precision)} (порог ${RIGHT}), найдено ${percent(recall)} из ${all} (порог ${FOUND})`,
  };
}

function measureReal(read: ReturnType<typeof loadShippedReader>): Measure[] {
  if (!existsSync(labelledFile()))
    return [{ isHeld: false, figure: 'настоящих пар нет: задайте OTKLIK_SHARED' }];
  const rows = readLabelled(labelledFile());
  const pairs = readJudged();
  const judged = pairs.map((pair) => {
    const [first, second] = [rows[pair.first]!.text, rows[pair.second]!.text];
    return { ...pair, offered: isOffered(first, second, read) };
  });
  const common = judged.filter(({ isPersonal }) => !isPersonal);
  const offered = common.filter((pair) => pair.offered);
  const real = common.filter(({ isTrue }) => isTrue);
  const right = offered.filter(({ isTrue }) => isTrue).length;
  const [precision, recall] = [share(right, offered.length), share(right, real.length)];
  const personal = judged.filter((pair) => pair.isPersonal && pair.offered).length;
  const parted = pairs.filter(({ agrees }) => !agrees).length;
  return [
    {
      isHeld: pairs.length === 100 && precision >= RIGHT && recall >= FOUND,
      figure: `100 настоящих пар, оценки разошлись в ${parted}: предложено ${offered.length}, верно ${percent(precision)} (порог ${RIGHT}), найдено ${percent(recall)} из ${real.length} (порог ${FOUND})`,
    },
    { isHeld: personal === 0, figure: `личных предложено: ${personal} (порог 0)` },
  ];
}

interface House {
  lat: number;
  lon: number;
}

function readHouses(count: number, random: () => number): House[] {
  const file = resolve(import.meta.dirname, '../../../packs/base/city/kamensk-uralsky/streets.json');
  const { streets } = JSON.parse(readFileSync(file, 'utf8')) as { streets: { axis: [number, number][] }[] };
  const spots = streets.flatMap(({ axis }) => axis.map(([lat, lon]) => ({ lat, lon })));
  return Array.from({ length: count }, () => {
    const { lat, lon } = spots[Math.floor(random() * spots.length)]!;
    return { lat: lat + (random() - 0.5) * 0.002, lon: lon + (random() - 0.5) * 0.003 };
  });
}

/** Every reply one gets without signing in that could know of a case at a house. */
async function askAll(
  server: TestServer,
  texts: readonly string[],
  houses: readonly House[],
): Promise<string[]> {
  const replies: string[] = [];
  const ask = async (at: number, options: object) => {
    // An address of its own for each: the share of requests is no matter of this measure.
    const remoteAddress = `203.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
    const reply = await server.inject({ ...options, headers: { 'x-otklik': '1' }, remoteAddress } as never);
    replies.push(`${reply.statusCode} ${reply.body.replace(/"requestId":"[^"]*"/u, '')}`);
  };
  for (const [at, text] of texts.entries()) {
    const payload = { ...houses[at % houses.length]!, text };
    await ask(at, { method: 'POST', url: '/api/messages/similar', payload });
  }
  await ask(1, { method: 'GET', url: '/api/map/points?days=365' });
  await ask(2, { method: 'GET', url: '/api/done-nearby' });
  return replies;
}

/** Cases strangers must not know of: half of them private, half shown but about somebody's own life. */
async function plantPrivate(
  server: TestServer,
  texts: readonly string[],
  houses: readonly House[],
): Promise<string[]> {
  const numbers: string[] = [];
  for (const [at, house] of houses.entries()) {
    const body = {
      clientKey: randomUUID(),
      text: texts[at % texts.length]!,
      place: house,
      phone: '+79120000017',
      consent: true,
      consentVersion: '1',
      publish: true,
      ...(at % 2 === 1 && { factId: 'social.families.child-benefit' }),
    };
    numbers.push((await server.call(submitMessage, { body })).number);
  }
  await server.drain();
  await server.app.pool.query(
    "UPDATE cases.case_file SET published_at = now() WHERE number = ANY($1) AND fact_id = 'social.families.child-benefit'",
    [numbers],
  );
  return numbers;
}

async function measureSilence(seed: number, tell: (text: string) => void): Promise<Measure[]> {
  const random = seededRandom(seed);
  const labelled = existsSync(labelledFile()) ? readLabelled(labelledFile()).map(({ text }) => text) : [];
  const texts =
    labelled.length > 0
      ? labelled.slice(0, TEXTS)
      : tellCity(seed, 600)
          .map(({ text }) => text)
          .slice(0, TEXTS);
  const houses = readHouses(HOUSES, random);
  const cluster = process.env.TEST_DATABASE_URL ? null : await joinTestCluster({ log: () => {} });
  if (cluster) {
    process.env.TEST_DATABASE_URL = cluster.ownerUrl;
    process.env.TEST_SERVER_URL = cluster.url;
  }
  await setupTemplate();
  const server = await startTestServer();
  try {
    server.setNow('2026-11-24T09:00:00Z');
    const before = await askAll(server, texts, houses);
    tell(`ответов без частных дел: ${before.length}`);
    const numbers = await plantPrivate(server, texts, houses);
    const after = await askAll(server, texts, houses);
    const different = before.filter((reply, at) => reply !== after[at]).length;
    const unknown = await server.inject({
      method: 'GET',
      url: '/api/messages/2026-11-9999',
      headers: { 'x-otklik': '1' },
    });
    const bare = (body: string, number: string) =>
      body.replaceAll(number, 'N').replace(/"requestId":"[^"]*"/u, '');
    let opened = 0;
    for (const [at, number] of numbers.entries()) {
      const remoteAddress = `198.51.${at >> 7}.${at & 127}`;
      const request = {
        method: 'GET',
        url: `/api/messages/${number}`,
        headers: { 'x-otklik': '1' },
        remoteAddress,
      } as const;
      const reply = await server.inject(request);
      if (bare(reply.body, number) !== bare(unknown.body, '2026-11-9999')) opened += 1;
    }
    return [
      {
        isHeld: texts.length === TEXTS && different === 0,
        figure: `${texts.length} текстов у ${HOUSES} домов, карта и цифры главной: с ${numbers.length} частными делами и без них различаются ${different} ответов из ${before.length} (порог 0)`,
      },
      {
        isHeld: opened === 0,
        figure: `номеров частных дел, отвечающих иначе, чем несуществующий: ${opened} из ${numbers.length} (порог 0)`,
      },
    ];
  } finally {
    await server.close();
    await cluster?.release();
  }
}

async function run({ seed, tell }: AcceptOptions): Promise<AcceptOutcome> {
  const read = loadShippedReader();
  const measures = [measureRetold(seed, read), ...measureReal(read)];
  for (const { figure } of measures) tell(figure);
  measures.push(...(await measureSilence(seed, tell)));
  return { isHeld: measures.every(({ isHeld }) => isHeld), figures: measures.map(({ figure }) => figure) };
}

export const line: AcceptLine = {
  title: 'Похожие — об одном деле; о чужой личной жизни не узнать ничего',
  run,
};
