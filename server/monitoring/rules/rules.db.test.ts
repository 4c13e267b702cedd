import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkPage } from '../../../shared/contract/base/networks.ts';
import { listIncidents, readIncident } from '../../../shared/contract/monitoring/incidents.ts';
import * as contract from '../../../shared/contract/monitoring/rules.ts';
import {
  addPage,
  deliverEvent,
  joinNetwork,
  makePost,
  readingOf,
  tellNetwork,
} from '../../../tests/support/networks/told-network.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { seedRules } from './rule-records.ts';

const network = tellNetwork();
let server: TestServer;
let yard: NetworkPage;
let operator: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  joinNetwork(server, network);
  yard = await addPage(server, await signInAs(server, 'admin'), {
    externalId: '-500',
    isOwn: false,
    title: 'Синарский двор',
  });
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

async function post(id: string, text: string): Promise<void> {
  const seen = makePost({ id, kind: 'post', threadId: id, parentId: null, pageId: '-500', text });
  await deliverEvent(server, yard, readingOf(id, { fact: 'seen', post: seen }));
  await server.drain();
}

type Rule = contract.MonitoringRule;
const wholeList = async () =>
  (await server.call(contract.listRules, { query: { limit: 200 } }, operator)).rules;

const body = {
  title: 'Ветки после опиловки',
  block: 'improvement',
  importance: 'low' as const,
  query: 'ветки ~6 (опиловка | спил | обрезка)',
  look: {},
  ground: 'глава 2, п. 3.2.1: уборка после опиловки',
};

describe('rules of monitoring', () => {
  test('begin with the starting set, each understood in words and with its ground', async () => {
    const rules = await wholeList();
    expect(rules.length).toBeGreaterThan(20);
    expect(rules.every(({ meaning, ground, isActive }) => meaning && ground && isActive)).toBe(true);
  });

  test.each([
    [{ q: 'ОТОПЛ' }, ({ title, query }: Rule) => /отопл/iu.test(`${title} ${query}`)],
    [{ block: 'waste' }, ({ block }: Rule) => block === 'waste'],
    [{ state: 'on' as const }, ({ isActive }: Rule) => isActive],
  ])('are found by %j, all of them and no others', async (query, isMeant) => {
    const all = await wholeList();
    const { rules } = await server.call(contract.listRules, { query: { limit: 200, ...query } }, operator);
    const meant = all.filter(isMeant).map(({ id }) => id);
    expect(meant.length).toBeGreaterThan(0);
    expect(rules.map(({ id }) => id)).toEqual(meant);
    const none = await server.call(contract.listRules, { query: { ...query, state: 'off' } }, operator);
    expect(none).toMatchObject({ rules: [], next: null });
    expect(none.networks).toContainEqual({ id: 'vk', title: 'ВКонтакте' });
  });

  test('find what is written on somebody else’s wall; the incident says which rule and by which words', async () => {
    await post('wall-1', 'Вчера после опиловки ветки сложили у забора');
    const none = await server.call(listIncidents, { query: { q: 'опиловки' } }, operator);
    expect(none.incidents).toEqual([]);
    const made = await server.call(contract.createRule, { body }, operator);
    await post('wall-2', 'Опять после опиловки ветки лежат на тротуаре');
    const { incidents } = await server.call(listIncidents, { query: { q: 'тротуаре' } }, operator);
    expect(incidents).toHaveLength(1);
    const card = await server.call(readIncident, { params: { id: incidents[0]!.id } }, operator);
    expect(card.talk[0]?.why.join()).toMatch(/«Ветки после опиловки»: .*ветки/u);
    // The history is never let go: it names the rule, and no word of the post.
    expect(card.history.map(({ note }) => note).join()).toMatch(/«Ветки после опиловки»$/u);
    const rule = (await wholeList()).find(({ id }) => id === made.id);
    expect(rule).toMatchObject({ hits: 1, decided: 0, precision: null });
  });

  test('are tried on what was written before they are kept: what is gained, what is lost', async () => {
    const rule = (await wholeList()).find(({ title }) => title === body.title);
    const tried = await server.call(
      contract.tryRule,
      { body: { query: 'ветки ~6 опиловка -тротуар', look: {}, insteadOf: rule!.id } },
      operator,
    );
    expect(tried).toMatchObject({ looked: 2, caught: 1, gained: 0, lost: 1 });
    expect(tried.lostPosts[0]?.text).toContain('тротуаре');
    const alone = await server.call(contract.tryRule, { body: { query: 'ветки', look: {} } }, operator);
    expect(alone).toMatchObject({ looked: 2, caught: 2, gained: 2, lost: 0 });
    expect(alone.gainedPosts[0]?.words.length).toBeGreaterThan(0);
  });

  test('tried, show the words that were found where they stand, whatever was masked before them', async () => {
    const far = 'Соседи пишут разное. '.repeat(60);
    await post('wall-9', `Звоните Марии +7 912 000-00-00. ${far}Во дворе свалили валежник, уберите!`);
    const { gainedPosts } = await server.call(
      contract.tryRule,
      { body: { query: 'валежник', look: {} } },
      operator,
    );
    await post('wall-10', 'Телефон +7 912 000-00-00, у подъезда валежник');
    const again = await server.call(contract.tryRule, { body: { query: 'валежник', look: {} } }, operator);
    expect(again.gained).toBe(2);
    for (const { text, words } of [...gainedPosts, ...again.gainedPosts]) {
      expect(text).not.toContain('000-00-00');
      expect(words.map(({ from, to }) => text.slice(from, to))).toEqual(['валежник']);
    }
    expect(gainedPosts[0]?.text).toMatch(/^….*уберите!$/su);
  });

  test('are changed by the version that was seen, and the journal keeps what was looked for before', async () => {
    const rule = (await wholeList()).find(({ title }) => title === body.title)!;
    const change = {
      params: { id: rule.id },
      body: { ...body, version: rule.version, isActive: false, query: 'ветки ~6 спил' },
    };
    expect(await server.call(contract.changeRule, change, operator)).toMatchObject({ isActive: false });
    expect((await server.fail(contract.changeRule, change, operator)).code).toBe('lib.changed-meanwhile');
    const { rows } = await server.asOwner(
      "SELECT payload FROM audit.record WHERE payload LIKE '%rules.change%' ORDER BY seq DESC LIMIT 1",
    );
    expect(rows[0].payload).toContain('обрезка');
    await post('wall-3', 'И снова после опиловки ветки у подъезда');
    expect((await wholeList()).find(({ id }) => id === rule.id)).toMatchObject({ hits: 1, isActive: false });
  });

  test.each([
    ['cannot be read, with the place of the mistake', '(вода | нет', /скобк/iu],
    ['looks for what people believe', 'мусульмане', /можно только исключить/u],
  ])('a rule that %s is refused', async (_, query, words) => {
    const problem = await server.fail(contract.createRule, { body: { ...body, query } }, operator);
    expect(problem.fields?.query).toMatch(words);
  });

  test('of a later set come switched off, and what people have changed stays theirs', async () => {
    const [gone, kept] = await wholeList();
    await server.asOwner(`DELETE FROM rules.hit; DELETE FROM rules.rule WHERE id = '${gone!.id}'`);
    await server.asOwner(`UPDATE rules.rule SET query = 'вода' WHERE id = '${kept!.id}'`);
    await asSystem(server, seedRules);
    const rules = await wholeList();
    expect(rules.find(({ title }) => title === gone!.title)).toMatchObject({ isActive: false });
    expect(rules.find(({ id }) => id === kept!.id)).toMatchObject({ query: 'вода', isActive: true });
  });
});
