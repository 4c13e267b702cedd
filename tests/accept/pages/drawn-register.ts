import { sql } from 'kysely';
import type { PageProfile } from '../../../server/base/networks/index.ts';
import { capturePost } from '../../../server/monitoring/posts/index.ts';
import { keepReadings } from '../../../server/pages/register/index.ts';
import { createNetworkPage } from '../../../shared/contract/base/networks.ts';
import * as acts from '../../../shared/contract/pages/register-acts.ts';
import { DAY, HOUR } from '../../../shared/time.ts';
import { createRandom } from '../../law/random.ts';
import { makePost } from '../../support/networks/told-network.ts';
import { WEDNESDAY } from '../../support/pages/register-desk.ts';
import { drawPicture } from '../../support/pictures.ts';
import { asSystem, makeUnit } from '../../support/site/cases.ts';
import type { TestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { sendFile } from '../../support/uploads.ts';

/** A register of three hundred pages drawn by a seed, and a month of its life: readings, looks, posts, what was taken off. */

const { PLAYED_SEED = '1' } = process.env;
export const UNITS = 100;
const PAGES = Number(process.env.PLAYED_PAGES ?? 300);
const networks = ['vk', 'ok', 'max'] as const;
const hosts = { vk: 'vk.com', ok: 'ok.ru', max: 'max.ru' } as const;
const random = createRandom(Number(PLAYED_SEED));

const titleOf = (at: number): string => `Учреждение «Лицей № ${at + 1}», отдел ${at % 7}`;

export async function makeUnits(server: TestServer): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < UNITS; at += 1) ids.push(await makeUnit(server, titleOf(at), ''));
  return ids;
}

interface DrawnPage {
  id: string;
  unitId: string;
  sourceId: string | null;
}

export async function drawRegister(server: TestServer, units: readonly string[]): Promise<DrawnPage[]> {
  const [admin, editor] = [await signInAs(server, 'admin'), await signInAs(server, 'editor')];
  for (const [at, unitId] of units.entries()) {
    const body = {
      version: 0,
      recipient: random.pick(['local-government', 'state-organisation', 'municipal-organisation'] as const),
      level: random.pick(['municipality', 'department', 'special'] as const),
      founder: random.pick(['', 'Город; «Область»', 'Управление "Образование"']),
      ogrn: random.chance(0.7) ? `10266009${String(30_000 + at)}` : '',
      spheres: ['Образование', 'Спорт', 'Культура, досуг'].slice(0, random.int(0, 3)),
    };
    await server.call(acts.saveBody, { params: { unitId }, body }, editor);
    if (!random.chance(0.15)) continue;
    const exemption = {
      network: random.pick([null, 'ok']),
      ground: `распоряжение № ${at}-р от 10.02.2026`,
      from: '2026-01-01',
      until: random.pick([null, '2026-12-31']),
    };
    await server.call(acts.addExemption, { params: { unitId }, body: exemption }, editor);
  }
  const pages: DrawnPage[] = [];
  for (let at = 0; at < PAGES; at += 1) {
    const network = networks[at % 3]!;
    const unitId = units[Math.floor(at / 3) % UNITS]!;
    const source = random.chance(0.7)
      ? await server.call(
          createNetworkPage,
          {
            body: {
              network,
              externalId: String(1000 + at),
              title: `Страница ${at}`,
              url: '',
              isOwn: true,
              unitId: null,
              baseUrl: '',
              keys: {},
            },
          },
          admin,
        )
      : null;
    const page = await server.call(
      acts.createPage,
      {
        body: {
          unitId,
          network,
          title: `Страница ${at}`,
          url: `https://${hosts[network]}/page${at}`,
          grade: random.pick(['flagship', 'active', 'card'] as const),
          gosId: random.chance(0.5) ? String(70_000 + at) : '',
          settingsUrl: random.chance(0.3) ? `page${at}` : '',
          networkPageId: source?.id ?? null,
        },
      },
      editor,
    );
    if (random.chance(0.6)) {
      const figures = {
        version: page.version,
        followers: random.chance(0.8) ? random.int(0, 20_000) : null,
        weekReach: random.chance(0.5) ? random.int(0, 50_000) : null,
        postReach: random.int(0, 900),
        on: '2026-11-20',
      };
      await server.call(acts.keepFigures, { params: { id: page.id }, body: figures }, editor);
    }
    pages.push({ id: page.id, unitId, sourceId: source?.id ?? null });
  }
  return pages;
}

const profile = (at: number): PageProfile => ({
  name: random.chance(0.7) ? titleOf(at % UNITS) : 'Наша жизнь',
  description: random.chance(0.5) ? `Официальная страница, цели и задачи: ${titleOf(at % UNITS)}` : '',
  hasPicture: random.chance(0.9),
  hasCover: random.pick([true, false, null]),
  address: random.pick([{ text: 'ул. Титова, 1', hasPoint: random.chance(0.5) }, null]),
  phones: random.pick([['+7 3439 39-69-00'], [], null]),
  emails: random.pick([['a@example.org'], [], null]),
  sites: random.pick([['https://obr.example.org'], ['https://vk.com/x'], null]),
  members: random.chance(0.8) ? random.int(10, 30_000) : null,
  raw: `{"at":${at}}`,
});

const checks = ['name', 'avatar', 'cover', 'phone', 'gov-mark', 'message-widget', 'connected'] as const;

/** Three readings of each page over ten days, looks before, between and after them, posts of the month. */
export async function drawLife(server: TestServer, pages: readonly DrawnPage[]): Promise<void> {
  const editor = await signInAs(server, 'editor');
  const now = new Date(WEDNESDAY).getTime();
  const look = async (at: number, day: string) => {
    const isThere = random.chance(0.5);
    const file = isThere ? (await sendFile(server, await drawPicture('png'), { cookie: editor })).body : null;
    const body = {
      checks: checks.filter(() => random.chance(0.4)),
      isThere,
      note: 'так увидели',
      takenOn: day,
      file: file && { fileId: file.fileId, token: file.token },
    };
    if (body.checks.length === 0) return;
    await server.call(acts.lookAtPage, { params: { id: pages[at]!.id }, body }, editor);
  };
  for (const [at, daysAgo] of [10, 5, 1].entries()) {
    for (const [before, day] of [
      [daysAgo + 0.4, at],
      [daysAgo - 0.2, at],
    ] as const) {
      server.setNow(new Date(now - before * DAY).toISOString());
      for (let number = day; number < pages.length; number += 9)
        await look(number, new Date(now - before * DAY).toISOString().slice(0, 10));
    }
    server.setNow(new Date(now - daysAgo * DAY).toISOString());
    await asSystem(server, (ctx) =>
      keepReadings(
        ctx,
        pages.flatMap(({ id, sourceId }, number) =>
          sourceId && random.chance(0.8)
            ? [{ page: { id, network_page_id: sourceId }, outcome: profile(number) }]
            : [],
        ),
      ),
    );
  }
  server.setNow(WEDNESDAY);
  const { database } = server.app.services;
  await asSystem(server, async (ctx) => {
    for (const [at, { sourceId }] of pages.entries()) {
      if (!sourceId) continue;
      const posts = random.int(0, 14);
      for (let number = 0; number < posts; number += 1) {
        const id = `wall-${1000 + at}_${number}`;
        const postedAt = new Date(now - random.int(0, 720) * HOUR);
        const views = random.chance(0.85) ? random.int(0, 4000) : null;
        const post = makePost({
          id,
          kind: 'post',
          threadId: id,
          parentId: null,
          pageId: String(1000 + at),
          isOwn: true,
          text: `Новость ${number}`,
          postedAt,
          reach: {
            views,
            likes: random.chance(0.9) ? random.int(0, 90) : null,
            comments: random.int(0, 9),
            shares: 1,
          },
        });
        const network = networks[at % 3]!;
        await capturePost(ctx, post, {
          network,
          pageId: sourceId,
          eventId: null,
          receivedAt: postedAt,
          raw: '{}',
        });
      }
    }
  });
  // What went: some before they had stood a day, some after.
  await sql`UPDATE posts.post SET gone_by = 'page', gone_at = posted_at + make_interval(hours => 3 + (abs(hashtext(external_id)) % 60))
    WHERE abs(hashtext(external_id)) % 6 = 0`.execute(database);
  await sql`UPDATE register.page SET made_at = '2026-10-01'`.execute(database);
  await sql`UPDATE register.page SET bound_at = CASE WHEN abs(hashtext(url)) % 9 = 0 THEN timestamptz '2026-11-15' ELSE '2026-10-01' END
    WHERE network_page_id IS NOT NULL`.execute(database);
  await sql`UPDATE networks.page SET pulled_at = ${WEDNESDAY}::timestamptz - make_interval(hours => abs(hashtext(external_id)) % 27)`.execute(
    database,
  );
}
