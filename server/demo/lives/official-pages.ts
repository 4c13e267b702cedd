import { sql } from 'kysely';
import type { Recipient } from '../../../shared/contract/pages/register.ts';
import { momentAt } from '../../../shared/text/dates.ts';
import { addDays, weekdayOf, weekOf } from '../../../shared/text/periods.ts';
import { DAY } from '../../../shared/time.ts';
import { createUnit, demoId, findStaffActor } from '../../base/identity/index.ts';
import { createNetworkPage } from '../../base/networks/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import type { Ctx, StaffActor } from '../../lib/module/context.ts';
import { type Caller, runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { capturePost } from '../../monitoring/posts/index.ts';
import { insertPage, writeBody, writeExemption } from '../../pages/register/index.ts';
import { type DemoPage, proveDemoPages } from './page-proofs.ts';
import { playPageReadings } from './page-readings.ts';

/** Whole weeks before this one that the pages of the demo have been read. */
const WEEKS = 5;
const standIn = 'http://127.0.0.1:4610';

interface DemoInstitution {
  slug: string;
  title: string;
  parent: string;
}

const institutions: readonly DemoInstitution[] = [
  { slug: 'school', title: 'Школа № 40', parent: 'education' },
  { slug: 'kindergarten', title: 'Детский сад «Сказка»', parent: 'education' },
  { slug: 'palace', title: 'Дворец культуры «Юность»', parent: 'culture' },
];

const page = (
  unit: string,
  network: DemoPage['network'],
  title: string,
  given: Partial<DemoPage> = {},
): DemoPage => ({
  unit,
  network,
  title,
  address: `https://${{ vk: 'vk.com', ok: 'ok.ru', max: 'max.ru' }[network]}/demo-${unit}`,
  grade: 'active',
  rhythm: null,
  lacks: [],
  run: null,
  ...given,
});

/** Invented pages of the demo city: one as it should be, those behind it each in a way of its own. */
const demoPages: readonly DemoPage[] = [
  page('administration', 'vk', 'Город на связи', {
    grade: 'flagship',
    rhythm: [2, 1, 2, 1, 1, 1, 0],
    run: 'verified',
  }),
  page('administration', 'ok', 'Администрация города', {
    rhythm: [1, 1, 0, 1, 1, 0, 0],
    lacks: ['vote-widget'],
    run: 'verified',
  }),
  page('administration', 'max', 'Город в MAX', {
    lacks: ['message-widget', 'vote-widget'],
    run: 'submitted',
  }),
  page('education', 'vk', 'Образование города', {
    rhythm: [1, 0, 1, 0, 1, 0, 0],
    lacks: ['description', 'message-widget', 'vote-widget'],
    run: 'needs_fix',
  }),
  page('school', 'vk', 'Школа № 40', {
    grade: 'card',
    lacks: ['message-widget', 'vote-widget'],
    run: 'verified',
  }),
  page('culture', 'vk', 'Культура города', { lacks: ['cover'], run: 'verified' }),
  page('palace', 'ok', 'Дворец «Юность»', {
    grade: 'card',
    lacks: ['address', 'site', 'message-widget', 'vote-widget', 'connected'],
    run: 'revoked',
  }),
  page('sports', 'vk', 'Спорт в городе', { run: 'verified' }),
];

const exemptions: readonly { unit: string; ground: string; months: number | null }[] = [
  { unit: 'kindergarten', ground: 'распоряжение № 214-р от 10.02.2026', months: 6 },
  { unit: 'ritual', ground: 'распоряжение № 98-р от 14.01.2026', months: null },
  { unit: 'lighting', ground: 'распоряжение № 98-р от 14.01.2026', months: null },
];

const recipients: readonly { unit: string; recipient: Recipient; founder: string }[] = [
  { unit: 'administration', recipient: 'local-government', founder: '' },
  { unit: 'education', recipient: 'local-government', founder: 'Администрация города' },
  { unit: 'school', recipient: 'municipal-organisation', founder: 'Управление образования' },
  { unit: 'palace', recipient: 'municipal-organisation', founder: 'Управление культуры' },
  { unit: 'water', recipient: 'public-share', founder: 'Администрация города' },
];

interface Play {
  services: Services;
  editor: StaffActor;
  units: ReadonlyMap<string, string>;
}

/** Work of the editor at a moment of the invented past. */
const atMoment = <T>({ services, editor }: Play, at: Date, work: (ctx: Ctx) => Promise<T>): Promise<T> => {
  const caller: Caller = { requestId: 'demo', ip: '', actor: editor };
  return runMutation({ ...services, now: () => at }, caller, work);
};

/** The register of the demo city, kept by its editor for some weeks: pages, grounds, what was seen of them, what they published. */
export async function playOfficialPages(services: Services): Promise<void> {
  const now = services.now();
  const today = cityDay(services.config, now);
  const editor = await findStaffActor(services.database, demoId('person', 'editor'), today);
  if (!editor) return;
  const began = new Date(now.getTime() - WEEKS * 7 * DAY - 8 * DAY);
  const units = new Map<string, string>();
  const play: Play = { services, editor, units };
  await atMoment(play, began, async (ctx) => {
    for (const one of institutions) units.set(one.slug, await makeInstitution(ctx, one));
    await keepBodies(ctx, units, today);
  });
  const read: Parameters<typeof playPageReadings>[1][number][] = [];
  for (const [at, one] of demoPages.entries()) {
    const source = one.rhythm ? await connect(play, one, at, began) : null;
    const id = await atMoment(play, began, (ctx) => enterPage(ctx, play, one, source?.id ?? null));
    await proveDemoPages({ services, editor, page: one, id, seed: at, now });
    if (source && one.rhythm) await publish(play, source, one.rhythm, now);
    if (source) read.push({ id, sourceId: source.id, page: one, unitId: unitOf(units, one.unit) });
  }
  await playPageReadings(services, read, now);
}

async function makeInstitution(ctx: Ctx, { title, parent }: DemoInstitution): Promise<string> {
  const unit = await createUnit(ctx, {
    parentId: demoId('unit', parent),
    title,
    shortTitle: title,
    kind: '',
    districts: [],
    isExternal: false,
    phone: '',
    email: '',
    address: '',
  });
  return unit.id;
}

const unitOf = (units: ReadonlyMap<string, string>, slug: string): string =>
  units.get(slug) ?? demoId('unit', slug);

const enterPage = (
  ctx: Ctx,
  { units, editor }: Play,
  one: DemoPage,
  sourceId: string | null,
): Promise<string> =>
  insertPage(
    ctx,
    {
      unitId: unitOf(units, one.unit),
      network: one.network,
      title: one.title,
      url: one.address,
      settingsUrl: '',
      gosId: '',
      grade: one.grade,
      keeperId: editor.id,
      contract: '',
      contractUntil: null,
      contact: 'пресс-служба, press@demo.invalid',
    },
    sourceId,
  );

interface Source {
  id: string;
  network: string;
  externalId: string;
}

/** The page of networks by which a page of the register is read: that of the feed, or one more. */
async function connect(play: Play, one: DemoPage, at: number, began: Date): Promise<Source> {
  const { services } = play;
  const { rows } = await sql<Source>`
    SELECT id, network, external_id AS "externalId" FROM networks.v_page
    WHERE is_own AND network = ${one.network} AND title = ${one.title}`.execute(services.database);
  const [known] = rows;
  if (known) return known;
  return atMoment(play, began, (ctx) =>
    createNetworkPage(ctx, {
      params: undefined,
      query: undefined,
      body: {
        network: one.network,
        externalId: String(7100 + at),
        title: one.title,
        url: one.address,
        isOwn: true,
        kind: 'community',
        isLocal: true,
        unitId: null,
        baseUrl: standIn,
        keys: {},
      },
    }),
  );
}

const news: readonly string[] = [
  'Сегодня меняем трубы на Титова: движение закрыто до вечера, автобусы идут в объезд.',
  'Приёмка дворов продолжается: приняли ещё три, на двух нашли, что исправить.',
  'В субботу ярмарка на площади: фермеры, мастера и концерт.',
  'Ответили на вопросы недели: снег, освещение, запись в кружки.',
  'Новые часы приёма: по средам до восьми вечера.',
  'Показываем, что сделано по вашим сообщениям за неделю.',
];

/** Posts of the weeks past and of this one up to now, by the days of the week; the middle week is poorer by all but one. */
async function publish(play: Play, source: Source, rhythm: readonly number[], now: Date): Promise<void> {
  const { services } = play;
  const { zone } = readCity(services.config);
  const today = cityDay(services.config, now);
  const first = addDays(weekOf(today).from, -7 * WEEKS);
  const poor = addDays(weekOf(today).from, -14);
  const moments: Date[] = [];
  for (let day = first; day <= today; day = addDays(day, 1)) {
    const count = weekOf(day).from === poor && weekdayOf(day) > 0 ? 0 : (rhythm[weekdayOf(day)] ?? 0);
    for (let at = 0; at < count; at += 1) moments.push(momentAt(day, at === 0 ? '10:07' : '16:22', zone));
  }
  const caller: Caller = { requestId: 'demo', ip: '', actor: { kind: 'system', name: 'demo' } };
  await runMutation(services, caller, async (ctx) => {
    for (const [at, postedAt] of moments.filter((one) => one < now).entries())
      await capturePost(ctx, postOf(source, at, postedAt), {
        network: source.network,
        pageId: source.id,
        eventId: null,
        receivedAt: postedAt,
        raw: '{}',
      });
    await sql`UPDATE networks.page SET pulled_at = ${now} WHERE id = ${source.id}::uuid`.execute(ctx.db);
  });
}

function postOf({ externalId }: Source, at: number, postedAt: Date) {
  const id = `wall-${externalId}_${5000 + at}`;
  return {
    id,
    kind: 'post' as const,
    threadId: id,
    parentId: null,
    pageId: `-${externalId}`,
    authorId: `-${externalId}`,
    authorName: '',
    isOwn: true,
    text: news[at % news.length] ?? '',
    pictures: [],
    url: '',
    postedAt,
    editedAt: null,
    reach: { views: 300 + ((at * 137) % 900), likes: 12, comments: 3, shares: 2 },
  };
}

async function keepBodies(ctx: Ctx, units: Play['units'], today: string): Promise<void> {
  for (const { unit, recipient, founder } of recipients)
    await writeBody(ctx, unitOf(units, unit), {
      version: 0,
      recipient,
      level: recipient === 'public-share' ? 'special' : 'municipality',
      founder,
      ogrn: '',
      spheres: [],
    });
  for (const { unit, ground, months } of exemptions)
    await writeExemption(ctx, unitOf(units, unit), {
      network: null,
      ground,
      from: cityDay(ctx.config, ctx.now),
      until: months === null ? null : addDays(today, months * 30),
      isForBelow: false,
    });
}
