import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOpenPoll } from '../../shared/contract/participation/polls-open.ts';
import { OVER } from '../support/participation/poll-desk.ts';
import { openVoteDesk, type VoteDesk } from '../support/participation/vote-desk.ts';
import { hasPython, type Published, recount } from './recount.ts';
import { loadRecountPage } from './recount-page.ts';

/** A secret vote on money: the city and a program of another language share it out alike, to the tie. */

let desk: VoteDesk;
let server: VoteDesk['server'];
beforeAll(async () => {
  desk = await openVoteDesk();
  ({ server } = desk);
});
afterAll(() => server.close());

const project = (id: string, cost: number) => ({ id, title: `Проект ${id}`, place: 'Парк', cost });
const questions = [
  {
    id: 'money',
    kind: 'budget',
    title: 'Какие проекты выбрать?',
    total: 10_000_000,
    options: [project('a', 6e6), project('b', 5e6), project('c', 4e6), project('d', 1e6)],
  },
];

async function voteAll(said: readonly string[][]): Promise<{ id: string; published: Published }> {
  const { id } = await desk.openVote({ questions });
  const people = await desk.residents(said.length);
  for (const [at, chosen] of said.entries()) await desk.vote(id, people[at] ?? '', { money: chosen });
  await desk.come(OVER);
  await desk.openBox(id);
  await server.drain();
  const counted = await desk.read(id);
  if (counted.can.includes('settle')) return { id, published: { ballots: [] } as never };
  await desk.judge(counted, 'publish');
  const url = `/api/open/ballots/${id}/ballots.json`;
  return { id, published: await (await server.app.http.inject({ url })).json() };
}

test('money of a secret vote is shared out alike by the city and by the recount; a purse too full is no ballot', async () => {
  // The last spends eleven of ten millions: its envelope is spoiled.
  const { id, published } = await voteAll([
    ['a', 'c'],
    ['a', 'd'],
    ['a'],
    ['b', 'c', 'd'],
    ['b', 'd'],
    ['a', 'b'],
  ]);
  const { figures } = await server.call(readOpenPoll, { params: { id } });
  expect(figures).toMatchObject({ participants: 5, smallest: 0 });
  const counts = Object.fromEntries(figures!.questions[0]!.options.map((one) => [one.id, one.count]));
  expect(counts).toEqual({ a: 3, b: 2, c: 2, d: 3 });
  const { budget } = figures!.questions[0]!;
  // `a` and `d` go first, then `b` does not fit into three and neither does `c`.
  expect(budget).toMatchObject({ left: 3_000_000 });
  expect(budget!.projects.filter(({ state }) => state === 'funded').map((one) => one.id)).toEqual(['a', 'd']);
  expect(JSON.parse(published.protocol)).toMatchObject({
    found: 5,
    spoiled: { mistaken: 1 },
    editions: [{ questions: [{ total: 10_000_000, whenShort: 'next' }] }],
  });
  const page = loadRecountPage();
  const read = await page.recount(published, '');
  expect([...read.faults]).toEqual([]);
  expect(Object.fromEntries(read.counts.get('money') ?? [])).toEqual(counts);
  const poorer = { ...published, protocol: published.protocol.replace('10000000', '5000000') };
  expect([...(await page.recount(poorer, '')).faults].join()).toContain('больше, чем есть денег');
  if (!hasPython) return;
  const folder = mkdtempSync(join(tmpdir(), 'otklik-budget-'));
  try {
    const file = join(folder, 'vote.json');
    writeFileSync(file, JSON.stringify(published));
    expect(await recount(file)).toMatchObject({
      faults: [],
      counts: { money: counts },
      budgets: { money: { funded: ['a', 'd'], left: 3_000_000, tied: [] } },
    });
    // A smaller sum in the protocol than the ballots spend is found, whoever signed it.
    writeFileSync(file, JSON.stringify(poorer));
    expect((await recount(file)).faults.join()).toContain('spends more than there is');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a tie of a secret vote waits for a person, as that of any other', async () => {
  const { id } = await voteAll([['a'], ['b'], ['d']]);
  const card = await desk.read(id);
  expect(card.can).toEqual(['settle']);
  expect(card.figures?.questions[0]?.budget?.projects.map(({ state }) => state)).toEqual([
    'tied',
    'tied',
    'left',
    'tied',
  ]);
});
