import { momentAt } from '../../../shared/text/dates.ts';
import { addDays, weekOf } from '../../../shared/text/periods.ts';
import { HOUR } from '../../../shared/time.ts';
import { rollDay } from '../../base/deadlines/index.ts';
import { demoId, findStaffActor } from '../../base/identity/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import type { Ctx, StaffActor } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import {
  approvePublication,
  beginFromSource,
  correctVariant,
  insertPublication,
  listIdeas,
  type Place,
  proveVariant,
  publishUrgently,
  readPlaces,
  readPublicationCard,
  returnPublication,
  submitPublication,
} from '../../pages/publications/index.ts';

interface Play {
  services: Services;
  editor: StaffActor;
  approver: StaffActor;
  /** Places by the title of their page. */
  places: ReadonlyMap<string, Place>;
  today: string;
  zone: string;
}

/** An act of somebody at a moment of the invented past. */
const at = <T>(
  { services }: Play,
  actor: StaffActor,
  moment: Date,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> => runMutation({ ...services, now: () => moment }, { requestId: 'demo', ip: '', actor }, work);

interface DemoPiece {
  text: string;
  pages: readonly string[];
  dueAt: Date;
  risk?: string;
  brief?: string;
}

/** Begins a piece on the pages that are there; its id, null where none of them is. */
async function begin(
  play: Play,
  madeAt: Date,
  { text, pages, dueAt, risk = 'usual', brief = '' }: DemoPiece,
) {
  const variants = pages.flatMap((title) => {
    const place = play.places.get(title);
    return place ? [{ pageId: place.page.id, ownText: null, dueAt: dueAt.toISOString() }] : [];
  });
  if (variants.length === 0) return null;
  return at(play, play.editor, madeAt, (ctx) =>
    insertPublication(ctx, { fields: { text, risk, brief, pictures: [], variants } }),
  );
}

/** What an act on a piece says of it: its id and the version it has now. */
const seen = async (ctx: Ctx, id: string) => ({
  params: { id },
  query: undefined,
  body: { version: (await readPublicationCard(ctx, id)).version },
});

const submit = (play: Play, id: string, moment: Date) =>
  at(play, play.editor, moment, async (ctx) => submitPublication(ctx, await seen(ctx, id)));

/** Agreed to by another an hour after it was begun. */
async function agree(play: Play, id: string, madeAt: Date): Promise<void> {
  await submit(play, id, madeAt);
  const later = new Date(madeAt.getTime() + HOUR);
  await at(play, play.approver, later, async (ctx) => {
    const { body, ...rest } = await seen(ctx, id);
    return approvePublication(ctx, { ...rest, body: { ...body, despite: '' } });
  });
}

/** A piece that was published by hand, each of its pages with its address; one of them is to be put right. */
async function playPublished(play: Play, dueAt: Date): Promise<void> {
  const madeAt = new Date(dueAt.getTime() - 20 * HOUR);
  const id = await begin(play, madeAt, {
    text: 'Каток на площади открыт: вход свободный, прокат коньков до девяти вечера. Раздевалка тёплая, лёд заливают каждое утро.',
    pages: ['Город в MAX', 'Культура города'],
    dueAt,
  });
  if (!id) return;
  await agree(play, id, madeAt);
  const outAt = new Date(dueAt.getTime() + HOUR / 4);
  await at(play, play.editor, outAt, async (ctx) => {
    for (const [serial, variant] of (await readPublicationCard(ctx, id)).variants.entries()) {
      const page = play.places.get(variant.pageTitle)?.page;
      await proveVariant(ctx, {
        params: { id: variant.id },
        query: undefined,
        body: {
          version: (await readPublicationCard(ctx, id)).version,
          url: `${page?.url ?? ''}/${101 + serial}`,
          publishedAt: dueAt.toISOString(),
        },
      });
    }
  });
  await at(play, play.editor, new Date(outAt.getTime() + 3 * HOUR), async (ctx) => {
    const { version, variants } = await readPublicationCard(ctx, id);
    const [first] = variants;
    if (first)
      await correctVariant(ctx, {
        params: { id: first.id },
        query: undefined,
        body: {
          version,
          text: first.text.replace('до девяти', 'до десяти'),
          reason: 'Прокат работает на час дольше',
        },
      });
  });
}

/** Pieces on their way: agreed to, waiting for somebody, returned, begun. */
async function playComing(play: Play, now: Date): Promise<void> {
  const day = (ahead: number) => rollDay(addDays(play.today, ahead), 'forward');
  const on = (ahead: number, time: string) => momentAt(day(ahead), time, play.zone);
  const madeAt = new Date(now.getTime() - 5 * HOUR);
  const planned = await begin(play, madeAt, {
    text: 'В субботу ярмарка на площади: фермеры, мастера и концерт. Улицу Ленина перекроют с восьми до четырёх, автобусы пойдут в объезд.',
    pages: ['Город на связи', 'Администрация города', 'Город в MAX'],
    dueAt: on(1, '10:00'),
  });
  if (planned) await agree(play, planned, madeAt);
  const awaited = await begin(play, madeAt, {
    text: 'Лыжная трасса в парке освещена до десяти вечера. Прокат работает по выходным, для школьников — бесплатно.',
    pages: ['Спорт в городе'],
    dueAt: on(2, '12:00'),
  });
  if (awaited) await submit(play, awaited, madeAt);
  const returned = await begin(play, madeAt, {
    text: 'Отопление в школе № 40 дадут к пятнадцатому. Пока занятия идут по сокращённому расписанию.',
    pages: ['Образование города'],
    dueAt: on(1, '16:00'),
    risk: 'sensitive',
  });
  if (returned) {
    await submit(play, returned, madeAt);
    await at(play, play.approver, new Date(madeAt.getTime() + HOUR), async (ctx) => {
      const { params, body } = await seen(ctx, returned);
      const reason = 'Сверьте срок с управлением образования: в ответе жителям другой';
      await returnPublication(ctx, { params, query: undefined, body: { ...body, reason } });
    });
  }
  await begin(play, madeAt, {
    text: 'Как записать ребёнка в кружок: три шага и список документов.',
    pages: ['Образование города'],
    dueAt: on(3, '12:00'),
    brief: 'Просили в комментариях: где список кружков с местами',
  });
}

/** One that went out without consent today, and waits for another's look. */
async function playUrgent(play: Play, now: Date): Promise<void> {
  const madeAt = new Date(now.getTime() - 2 * HOUR);
  const id = await begin(play, madeAt, {
    text: 'На Титова прорвало трубу: воды нет в домах с 3 по 15. Бригада на месте, подвоз воды у дома 9.',
    pages: ['Город в MAX'],
    dueAt: madeAt,
    risk: 'sensitive',
  });
  if (!id) return;
  await at(play, play.editor, madeAt, async (ctx) => {
    const { params, body } = await seen(ctx, id);
    const reason = 'Авария: жители должны знать сейчас';
    await publishUrgently(ctx, { params, query: undefined, body: { ...body, reason } });
  });
}

/** «Вы сообщили — мы сделали»: a draft of what was solved last with photos of both states. */
const playDone = (play: Play, now: Date): Promise<void> =>
  at(play, play.editor, now, async (ctx) => {
    const place = play.places.get('Город на связи');
    const [idea] = (await listIdeas(ctx)).ideas;
    if (!idea || !place) return;
    await beginFromSource(ctx, {
      params: undefined,
      query: undefined,
      body: { kind: idea.kind, id: idea.id, pageIds: [place.page.id], dueAt: null, pictures: 'card' },
    });
  });

/** What the pages of the demo city publish through Отклик: by hand, planned, awaited, returned, urgent, begun. */
export async function playPublications(services: Services): Promise<void> {
  const now = services.now();
  const today = cityDay(services.config, now);
  const [editor, approver] = [
    await findStaffActor(services.database, demoId('person', 'editor'), today),
    await findStaffActor(services.database, demoId('person', 'approver'), today),
  ];
  if (!editor || !approver) return;
  const play: Play = {
    services,
    editor,
    approver,
    today,
    zone: readCity(services.config).zone,
    places: new Map(),
  };
  const places = await at(play, editor, now, readPlaces);
  play.places = new Map([...places.values()].map((place) => [place.page.title, place]));
  const monday = momentAt(weekOf(today).from, '10:00', play.zone);
  await playPublished(
    play,
    monday.getTime() < now.getTime() - 6 * HOUR ? monday : new Date(monday.getTime() - 72 * HOUR),
  );
  await playComing(play, now);
  await playUrgent(play, now);
  await playDone(play, now);
}
