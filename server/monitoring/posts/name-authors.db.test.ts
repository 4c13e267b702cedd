import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Hearing,
  heardPage,
  openHearing,
  seenFact,
} from '../../../tests/support/networks/heard-posts.ts';
import {
  type IncidentDesk,
  memberOf,
  openIncidentDesk,
} from '../../../tests/support/networks/incident-desk.ts';
import { deliverEvent, readingOf } from '../../../tests/support/networks/told-network.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { forgetPosts } from './forget.ts';
import { namingAuthors } from './name-authors.ts';

let desk: IncidentDesk;
let hearing: Hearing;

beforeAll(async () => {
  desk = await openIncidentDesk();
  hearing = openHearing(desk.server);
});
afterAll(() => desk.server.close());

const intend = (pageId: string) =>
  asSystem(desk.server, (ctx) => namingAuthors.intend(ctx, { pageId }, desk.server.app.services));

test('the network is asked for each nameless author of the page once, and for nobody else', async () => {
  const page = { ...heardPage, id: desk.page.id };
  expect(await intend(page.id)).toBeNull();
  const nameless = (authorId: string) => hearing.fresh({ authorName: '', authorId });
  const [one, two, gone, hidden] = ['one', 'two', 'gone', ''].map(nameless);
  for (const post of [one!, nameless('one'), two!, gone!, hidden!, hearing.fresh({ authorId: 'named' })])
    await hearing.hear([seenFact(post)], page);
  await hearing.hear([seenFact(nameless('of another page'))], heardPage);
  const goneId = String((await hearing.rowOf(gone!.id))?.id);
  // Let go, and its author is not asked about.
  await asSystem(desk.server, (ctx) => forgetPosts(ctx, [goneId], 'retention:test'));
  const question = await intend(page.id);
  expect(question?.authorKeys.toSorted()).toEqual(['one', 'two']);
  expect(question).toMatchObject({ pageId: page.id, access: { pageId: '-1' } });
  const names = await namingAuthors.call(question!, desk.server.app.services);
  await asSystem(desk.server, (ctx) => namingAuthors.settle(ctx, question!, names));
  const named = await Promise.all([one!, two!].map(({ id }) => hearing.rowOf(id)));
  expect(named.map((row) => row?.author_name)).toEqual(['Имя one', 'Имя two']);
  expect(await intend(page.id)).toBeNull();
  // Of a page that is not there nobody asks.
  expect(await intend(heardPage.id)).toBeNull();
});

test('words that are let go leave what the network sent as well, and no other event', async () => {
  const { id: postId } = memberOf(await desk.comment({ id: 'let-go', authorId: 'let-go' }));
  await desk.comment({ id: 'kept', authorId: 'kept' });
  const eventOf = async (externalId: string) => {
    const [row] = await hearing.ask(
      `SELECT event.raw, event.facts FROM networks.event JOIN posts.sight ON sight.event_id = event.id
       JOIN posts.post ON post.id = post_id WHERE post.external_id = $1`,
      [externalId],
    );
    return row;
  };
  const kept = await eventOf('kept');
  expect(kept?.raw).not.toBe('');
  await asSystem(desk.server, (ctx) => forgetPosts(ctx, [postId], 'retention:test'));
  expect(await eventOf('let-go')).toEqual({ raw: '', facts: '[]' });
  expect(await eventOf('kept')).toEqual(kept);
  // Told once more by the network: it stays let go.
  const again = hearing.fresh({ id: 'let-go', text: 'Снова' });
  await deliverEvent(desk.server, desk.page, readingOf('once-more', seenFact(again)));
  await desk.server.drain();
  expect(await hearing.rowOf('let-go')).toMatchObject({ text: '' });
});
