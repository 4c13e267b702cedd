import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { pullPageJob } from '../../../server/base/networks/pull.ts';
import { createNetworkPage } from '../../../shared/contract/base/networks.ts';
import type { PublishingWorld } from '../../connectors/kit/world.ts';
import { startMaxWorld } from '../../connectors/worlds/max.ts';
import { letterSource, type MailWorld, signLetter, startMailWorld } from '../../fakes/imap/mail-world.ts';
import { feedOf, isSaid, openIncident, rowOfFeed, sortByDigits } from '../../support/networks/social-feed.ts';
import { joinConnectors } from '../../support/networks/told-network.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { asSystem } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** People write to the city itself, in MAX and by e-mail: they are answered where they wrote, and what they write next stands in the same talk. */

const kept = { max: undefined as unknown as PublishingWorld, mail: undefined as unknown as MailWorld };
const pages = { max: '', email: '' };
const people = { operator: '', chair: '' };

const town = openTown(async ({ server }) => {
  await makeExecutors(server);
  const [max, mail] = await Promise.all([startMaxWorld(), startMailWorld()]);
  Object.assign(kept, { max, mail });
  joinConnectors(server, [max.connector, mail.connector]);
  const admin = await signInAs(server, 'admin');
  const keys = { ...mail.answering().keys };
  const add = async (body: {
    network: string;
    externalId: string;
    baseUrl: string;
    keys: Record<string, string>;
  }) => {
    const more = { title: 'Администрация города', url: '', isOwn: true, unitId: null };
    return (await server.call(createNetworkPage, { body: { ...more, ...body } }, admin)).id;
  };
  pages.max = await add({
    network: 'max',
    externalId: max.access.pageId,
    baseUrl: max.access.baseUrl,
    keys: { ...max.access.keys },
  });
  pages.email = await add({
    network: 'email',
    externalId: 'gorod@kamensk.example',
    baseUrl: String(keys.imap),
    keys,
  });
  people.operator = await signInAs(server, 'operator');
  people.chair = await signInAs(server, 'chair');
});
afterAll(async () => {
  await kept.max.server.close();
  await kept.mail.close();
});

/** What the messenger has to bring knocks at the door of the page. */
async function bringFromMax(): Promise<void> {
  for (const { headers, body } of kept.max.deliver()) {
    const url = `/api/networks/${pages.max}/events`;
    const type = { 'content-type': 'application/json' };
    const reply = await town.server.inject({
      method: 'POST',
      url,
      headers: { ...type, ...(headers as Record<string, string>) },
      payload: body,
    });
    expect(reply.statusCode, reply.body).toBe(200);
  }
  await town.server.drain();
}

async function readMailbox(): Promise<void> {
  await asSystem(town.server, async (ctx) => {
    await ctx.db
      .updateTable('networks.page')
      .set({ next_pull_at: ctx.now })
      .where('id', '=', pages.email)
      .execute();
    ctx.enqueue(pullPageJob, { id: pages.email });
  });
  await town.server.drain();
}

const openFeed = async (cookie: string, query = ''): Promise<Page> => {
  const at = await town.seat(cookie);
  await at.goto(`/staff/social${query}`);
  await feedOf(at).waitFor({ timeout: patience });
  return at;
};

/** Sorts the words, answers them and has another person let the answer out. */
async function answer(at: Page, words: RegExp, text: string): Promise<Page> {
  await openIncident(at, words);
  await sortByDigits(at);
  await openIncident(at, words);
  await at.getByRole('textbox', { name: /^Ответ под словами/u }).fill(text);
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Ответ отдан на согласование');
  const chair = await openFeed(people.chair, `?id=${new URL(at.url()).searchParams.get('id')}`);
  await chair.getByRole('button', { name: 'Согласовать', exact: true }).click();
  await isSaid(chair, 'Ответ согласован: страница публикует его');
  return chair;
}

const talkOf = (at: Page) => at.getByRole('region', { name: 'Разговор' });

test('a message in MAX is answered there, and the author’s next words come into the same talk', async () => {
  const asked = 'Во дворе Кирова, 20 третий день темно, когда почините?';
  kept.max.message!(asked);
  await bringFromMax();
  const at = await openFeed(people.operator);
  const text = 'Здравствуйте! Электрики будут сегодня до 18:00.';
  const chair = await answer(at, /Кирова, 20/u, text);
  await expect.poll(() => kept.max.said(), { timeout: patience }).toContain(text);
  await talkOf(chair).getByText(text).first().waitFor({ timeout: patience });
  kept.max.message!('Спасибо, свет есть');
  await bringFromMax();
  await talkOf(at).getByText('Спасибо, свет есть').waitFor({ timeout: patience });
  expect(await rowOfFeed(at, /Спасибо, свет есть/u).count()).toBe(0);
  await checkAxe(at);
});

test('a letter is answered by the machine with the lawful ways, and by people with what was done', async () => {
  const { mail } = kept;
  mail.clock.now = new Date();
  // What stood there before we came is nobody's question to us.
  await readMailbox();
  mail.putNow(await signLetter(letterSource({ Subject: 'Вода' }, 'На Победы, 9 второй день нет воды')));
  await readMailbox();
  await expect.poll(() => mail.outgoing.letters.length, { timeout: patience }).toBe(1);
  const [told] = mail.outgoing.letters;
  expect(told?.to).toBe('anna@example.ru');
  expect(told?.source).toMatch(/Auto-Submitted: auto-replied/u);
  expect((await simpleParser(told?.source ?? '')).text).toMatch(/не считается обращением.*Госуслуги/su);

  const at = await openFeed(people.operator);
  await answer(at, /Победы, 9/u, 'Здравствуйте! Воду дадут сегодня к 18:00.');
  await expect.poll(() => mail.outgoing.letters.length, { timeout: patience }).toBe(2);
  const reply = mail.outgoing.letters[1];
  expect(reply?.to).toBe('anna@example.ru');
  expect(reply?.source).toMatch(/^In-Reply-To: <1@example\.ru>/mu);
  // The author answers the answer: the same talk, and no machine speaks a second time.
  const own = /^Message-ID: (<[^>]+>)/mu.exec(reply?.source ?? '')?.[1] ?? '';
  const headers = { 'Message-ID': '<2@example.ru>', 'In-Reply-To': own, References: `<1@example.ru> ${own}` };
  mail.putNow(await signLetter(letterSource({ Subject: 'Re: Вода', ...headers }, 'Спасибо, вода пошла')));
  await readMailbox();
  await talkOf(at).getByText('Спасибо, вода пошла').waitFor({ timeout: patience });
  expect(mail.outgoing.letters).toHaveLength(2);
  await checkAxe(at);
});
