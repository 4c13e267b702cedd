import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as acts from '../../../../shared/contract/pages/register-acts.ts';
import { addPage } from '../../../../tests/support/networks/told-network.ts';
import {
  WEDNESDAY as NOW,
  openRegisterDesk,
  type RegisterDesk,
} from '../../../../tests/support/pages/register-desk.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { NetworkFailure, type PageProfile } from '../../../base/networks/index.ts';
import { keepReadings } from './keep-readings.ts';
import { readDueJob, readingPages } from './read-pages.ts';

let desk: RegisterDesk;
let server: RegisterDesk['server'];
let count = 300;
beforeAll(async () => {
  desk = await openRegisterDesk();
  ({ server } = desk);
});
afterAll(() => server.close());
beforeEach(() => server.setNow(NOW));

const profile = (given: Partial<PageProfile> = {}): PageProfile => ({
  name: 'Управление образования города',
  description: null,
  hasPicture: true,
  hasCover: null,
  address: null,
  phones: null,
  emails: null,
  sites: null,
  members: 100,
  raw: '{}',
  ...given,
});

async function bind() {
  count += 1;
  const source = await addPage(server, await signInAs(server, 'admin'), { externalId: `-${count}` });
  const { id, version, url } = await desk.create({ networkPageId: source.id });
  return { id, version, url, network_page_id: source.id };
}
type Bound = Awaited<ReturnType<typeof bind>>;
const keep = (...asked: [Bound, PageProfile | NetworkFailure][]) =>
  asSystem(server, (ctx) =>
    keepReadings(
      ctx,
      asked.map(([page, outcome]) => ({ page, outcome })),
    ),
  );
const readings = async ({ id }: Bound) =>
  (await server.call(acts.listReadings, { params: { id } }, desk.head)).readings.length;
const readerOf = async ({ id }: Bound) => {
  const { rows } = await server.app.pool.query<{ due_at: Date; trouble: string }>(
    'SELECT due_at, trouble FROM register.reader WHERE page_id = $1',
    [id],
  );
  return rows[0];
};
const after = async (page: Bound) =>
  ((await readerOf(page))!.due_at.getTime() - new Date(NOW).getTime()) / 60_000;

test('what was asked of a page that was archived or bound anew meanwhile is kept by nobody', async () => {
  const [gone, moved, free] = [await bind(), await bind(), await bind()];
  const { editor } = desk;
  const archive = { params: { id: gone.id }, body: { version: gone.version, reason: 'Закрыли' } };
  await server.call(acts.archivePage, archive, editor);
  const other = await addPage(server, await signInAs(server, 'admin'), { externalId: '-9001' });
  const rebind = async (page: Bound, networkPageId: string | null) => {
    const body = { ...desk.fields(), url: page.url, networkPageId, version: page.version };
    await server.call(acts.changePage, { params: { id: page.id }, body }, editor);
  };
  await rebind(moved, other.id);
  await rebind(free, null);
  await keep([gone, profile()], [moved, profile()], [free, profile()]);
  await keep([moved, new NetworkFailure('later', 'Сеть молчит')]);
  for (const page of [gone, moved, free]) {
    expect(await readings(page)).toBe(0);
    expect(await readerOf(page)).toBeUndefined();
  }
  await keep();
});

test('each page gets its own followers and words', async () => {
  const [one, two, three] = [await bind(), await bind(), await bind()];
  await keep(
    [one, profile()],
    [two, profile({ members: 200, hasPicture: false })],
    [three, profile({ name: 'Жизнь', hasPicture: false })],
  );
  const cards = await Promise.all([one, two, three].map(({ id }) => desk.read(id)));
  expect(cards.map(({ followers }) => followers)).toEqual([100, 200, 100]);
  expect(cards.map(({ history }) => history[0]!.what)).toEqual([
    'по чтению сети есть: название, аватар',
    'по чтению сети есть: название; нет: аватар',
    'по чтению сети нет: название, аватар',
  ]);
  expect(cards.map(({ version }) => version)).toEqual([one, two, three].map(({ version }) => version));
});

test('a page nobody follows, and one everybody does, are told by their numbers', async () => {
  const [none, most] = [await bind(), await bind()];
  await keep([none, profile({ members: 0 })], [most, profile({ members: 2_147_483_647 })]);
  expect((await desk.read(none.id)).followers).toBe(0);
  expect((await desk.read(most.id)).followers).toBe(2_147_483_647);
});

test('what the database cannot keep of one page takes nothing from the others of its round', async () => {
  const [whole, ...odd] = [await bind(), await bind(), await bind(), await bind(), await bind()];
  const [negative, half, vast, silent] = odd as [Bound, Bound, Bound, Bound];
  await keep(
    [negative, profile({ members: -1 })],
    [half, profile({ members: 1.5 })],
    [vast, profile({ members: 3e9 })],
    [silent, new NetworkFailure('refused', 'Сеть: ответ 400: \0')],
    [whole, profile()],
  );
  expect((await desk.read(whole.id)).followers).toBe(100);
  for (const page of [negative, half, vast]) {
    expect(await readings(page)).toBe(1);
    expect((await desk.read(page.id)).followers).toBeNull();
  }
  expect((await readerOf(silent))!.trouble).toBe('Сеть: ответ 400:  ');
});

test.each([
  ['later', undefined, 60],
  ['later', 1000, 10],
  ['later', 30 * 60_000, 30],
  ['later', 86_400_000, 360],
  ['form', undefined, 60],
  // Until a person has entered another key, or given a right.
  ['key', 1000, 360],
  ['rights', undefined, 360],
  ['missing', undefined, 360],
] as const)(
  'a failure «%s» with %s ms to wait is tried again in %d minutes',
  async (trouble, wait, minutes) => {
    const page = await bind();
    await keep([page, new NetworkFailure(trouble, 'Не вышло', wait)]);
    expect(await after(page)).toBe(minutes);
    expect((await readerOf(page))!.trouble).toBe('Не вышло');
  },
);

test('a round that is on its way is not begun again; all that are due are asked, round after round', async () => {
  await server.app.pool.query(
    `UPDATE register.page SET archived_at = now(), archive_reason = 'до теста' WHERE archived_at IS NULL`,
  );
  await server.app.pool.query(
    `INSERT INTO register.page (id, unit_id, network, network_page_id, bound_at, title, url, grade, made_at, made_by_name)
     SELECT gen_random_uuid(), $1, 'vk', gen_random_uuid(), now(), 'Одна из многих', 'https://vk.com/many' || at, 'active', now(), 'Пробный'
     FROM generate_series(1, 151) AS at`,
    [desk.unitId],
  );
  const intend = () => asSystem(server, (ctx) => readingPages.intend(ctx, {}, server.app.services));
  expect((await intend())?.asked).toHaveLength(150);
  expect((await intend())?.asked).toHaveLength(1);
  expect(await intend()).toBeNull();
  server.setNow('2026-11-25T08:00:00Z');
  await asSystem(server, async (ctx) => ctx.enqueue(readDueJob, {}));
  await server.drain();
  const { rows } = await server.app.pool.query(
    "SELECT FROM register.reader JOIN register.page ON page.id = page_id WHERE title = 'Одна из многих' AND trouble <> ''",
  );
  expect(rows).toHaveLength(151);
});
