import { sql } from 'kysely';
import { momentAt } from '../../../shared/text/dates.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { demoId, findStaffActor } from '../../base/identity/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import {
  acceptRequest,
  hearPublished,
  insertRequest,
  objectRequest,
  reportRequest,
} from '../../pages/gospubliki/index.ts';
import { approvePublication, proveVariant, submitPublication } from '../../pages/publications/index.ts';
import { atDay, type GospublikiPlay as Play, playCabinet, playReposts } from './gospubliki-cabinet.ts';

interface DemoRequest {
  asker: 'cur' | 'dvp' | 'dip';
  number: string;
  /** Days ago it came; days from today its window is. */
  ago: number;
  from: number;
  to: number;
  title: string;
  text: string;
  pages: readonly string[];
  isMandatory?: boolean;
}

const enterRequest = (play: Play, one: DemoRequest): Promise<string> => {
  const day = addDays(play.today, -one.ago);
  return atDay(play, play.editor, day, (ctx) =>
    insertRequest(ctx, {
      asker: one.asker,
      number: one.number,
      datedOn: day,
      receivedOn: day,
      title: one.title,
      text: one.text,
      windowFrom: addDays(play.today, one.from),
      windowTo: addDays(play.today, one.to),
      isMandatory: one.isMandatory ?? false,
      responsibleId: play.editor.id,
      pageIds: one.pages.flatMap((title) => play.pages.get(title) ?? []),
      file: null,
      pictures: [],
    }),
  );
};

/** Invented requests in each of their states. */
const demoRequests = {
  reported: {
    asker: 'cur',
    number: '01-12/611',
    ago: 9,
    from: -8,
    to: -4,
    title: 'О записи к врачу через Госуслуги',
    text: 'Записаться к врачу можно на Госуслугах: выберите клинику, врача и время. Приём подтвердят в тот же день.',
    pages: ['Культура города', 'Спорт в городе'],
  },
  settled: {
    asker: 'dip',
    number: '07-05/318',
    ago: 5,
    from: -4,
    to: 2,
    title: 'О прививках от гриппа',
    text: 'Прививку от гриппа делают бесплатно в поликлиниках и в передвижных пунктах у торговых центров.',
    pages: ['Культура города'],
  },
  accepted: {
    asker: 'dvp',
    number: '21-03/1288',
    ago: 2,
    from: 1,
    to: 6,
    title: 'О конкурсе дворов',
    text: 'До конца месяца принимают заявки на конкурс дворов: расскажите, как вы украсили свой.',
    pages: ['Город на связи', 'Администрация города', 'Спорт в городе'],
  },
  objected: {
    asker: 'dip',
    number: '07-05/305',
    ago: 6,
    from: -4,
    to: 1,
    title: 'О переносе ярмарки',
    text: 'Ярмарка выходного дня переносится на площадь у вокзала.',
    pages: ['Город на связи'],
  },
  late: {
    asker: 'cur',
    number: '01-12/640',
    ago: 6,
    from: -2,
    to: 5,
    title: 'О правилах поведения на льду',
    text: 'Лёд на пруду ещё тонкий: выходить на него нельзя. Увидели человека на льду — звоните 112.',
    pages: ['Город на связи', 'Образование города', 'Школа № 40'],
    isMandatory: true,
  },
  fresh: {
    asker: 'cur',
    number: '01-12/655',
    ago: 0,
    from: 0,
    to: 6,
    title: 'О вакансиях для молодёжи',
    text: 'Открыт набор в молодёжные трудовые отряды: возраст от 14 лет, запись в центре занятости.',
    pages: ['Администрация города', 'Спорт в городе'],
  },
} as const satisfies Record<string, DemoRequest>;

interface Accepted {
  publicationId: string;
}

const acceptAt = (play: Play, id: string, { ago, from, pages }: DemoRequest): Promise<Accepted> =>
  atDay(play, play.editor, addDays(play.today, 1 - ago), async (ctx) => {
    const card = await acceptRequest(ctx, {
      params: { id },
      query: undefined,
      body: {
        version: 1,
        pageIds: pages.flatMap((title) => play.pages.get(title) ?? []),
        restReason: '',
        on: addDays(play.today, Math.max(from, 2 - ago)),
        at: '16:00',
        overReason: 'Об этом должны узнать жители, своих публикаций на этой неделе прибавим',
      },
    });
    return { publicationId: card.publication?.id ?? '' };
  });

/** The publication of a request is agreed to, and a person publishes it on pages that are not connected. */
async function publishByHand(play: Play, one: DemoRequest, id: string, publicationId: string): Promise<void> {
  const day = addDays(play.today, 1 - one.ago);
  const params = { id: publicationId };
  const sent = await atDay(play, play.editor, day, (ctx) =>
    submitPublication(ctx, { params, query: undefined, body: { version: 1 } }),
  );
  const agreed = await atDay(play, play.approver, day, (ctx) =>
    approvePublication(ctx, { params, query: undefined, body: { version: sent.version, despite: '' } }),
  );
  const { zone } = readCity(play.services.config);
  const out = addDays(day, 2);
  await atDay(play, play.editor, out, async (ctx) => {
    let { version } = agreed;
    for (const [at, variant] of agreed.variants.entries()) {
      const place = await ctx.db
        .selectFrom('register.page')
        .select('url')
        .where('id', '=', variant.pageId)
        .executeTakeFirstOrThrow();
      const card = await proveVariant(ctx, {
        params: { id: variant.id },
        query: undefined,
        body: {
          version,
          url: `${place.url}/wall-${one.number.replaceAll(/\D/gu, '')}_${at + 1}`,
          publishedAt: momentAt(addDays(day, 1), '16:04', zone).toISOString(),
        },
      });
      ({ version } = card);
    }
    await hearPublished(ctx, {
      publicationId,
      variantId: agreed.variants[0]?.id ?? '',
      source: { kind: 'request', id },
    });
  });
}

async function playRequests(play: Play): Promise<void> {
  const { editor, today } = play;
  const done = await enterRequest(play, demoRequests.reported);
  const { publicationId } = await acceptAt(play, done, demoRequests.reported);
  await publishByHand(play, demoRequests.reported, done, publicationId);
  await atDay(play, editor, addDays(today, -5), async (ctx) => {
    const { version } = await ctx.db
      .selectFrom('gospubliki.request')
      .select('version')
      .where('id', '=', done)
      .executeTakeFirstOrThrow();
    const body = { version, number: 'И-118/2026', on: addDays(today, -5), words: '' };
    await reportRequest(ctx, { params: { id: done }, query: undefined, body });
  });
  const settled = await enterRequest(play, demoRequests.settled);
  const piece = await acceptAt(play, settled, demoRequests.settled);
  await publishByHand(play, demoRequests.settled, settled, piece.publicationId);
  await acceptAt(play, await enterRequest(play, demoRequests.accepted), demoRequests.accepted);
  const objected = await enterRequest(play, demoRequests.objected);
  await atDay(play, editor, addDays(today, -5), (ctx) =>
    objectRequest(ctx, {
      params: { id: objected },
      query: undefined,
      body: {
        version: 1,
        ground: 'facts',
        reason: 'Ярмарка остаётся на прежнем месте: площадь у вокзала занята ремонтом до весны.',
      },
    }),
  );
  await enterRequest(play, demoRequests.late);
  await enterRequest(play, demoRequests.fresh);
}

/** «Госпаблики» of the demo city: the cabinet, requests in each of their states, our own requests. */
export async function playGospubliki(services: Services): Promise<void> {
  const today = cityDay(services.config, services.now());
  const find = (slug: string) => findStaffActor(services.database, demoId('person', slug), today);
  const editor = await find('editor');
  const approver = await find('approver');
  if (!editor || !approver) return;
  const { rows } = await sql<{ id: string; title: string }>`
    SELECT id, title FROM register.page WHERE archived_at IS NULL`.execute(services.database);
  const play: Play = {
    services,
    editor,
    approver,
    today,
    pages: new Map(rows.map(({ id, title }) => [title, id])),
  };
  await playCabinet(play);
  await playRequests(play);
  await playReposts(play);
}
