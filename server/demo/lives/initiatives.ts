import { randomUUID } from 'node:crypto';
import { itemAt } from '../../../shared/lists.ts';
import { momentAt } from '../../../shared/text/dates.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { MINUTE } from '../../../shared/time.ts';
import { demoId, findOrCreateResident, findStaffActor } from '../../base/identity/index.ts';
import { listDistricts } from '../../base/territory/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import type { Ctx, ResidentActor, StaffActor } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import {
  answerInitiative,
  decideInitiative,
  judgeInitiative,
  proposeInitiative,
  readInitiativeCard,
  supportInitiative,
  turnInitiatives,
} from '../../participation/initiatives/index.ts';

/** What residents of the demo city propose; `district` is its number, null the whole city. */
const demoInitiatives: readonly {
  title: string;
  what: string;
  place: string;
  why: string;
  district: number | null;
}[] = [
  {
    title: 'Сделать пандус у лестницы к Исети',
    what: 'Положить пандус вдоль лестницы и поставить перила с двух сторон. Наверху убрать порог.',
    place: 'Лестница от набережной к мосту',
    why: 'С коляской и на кресле здесь не спуститься, а обход почти километр вдоль дороги без тротуара.',
    district: 0,
  },
  {
    title: 'Открывать школьные стадионы по вечерам',
    what: 'Оставлять калитки школьных стадионов открытыми до девяти вечера с мая по сентябрь.',
    place: 'Школы города',
    why: 'Бегать негде: парк далеко, на улицах машины. Стадионы летом стоят пустые.',
    district: null,
  },
  {
    title: 'Поставить велопарковки у больниц и школ',
    what: 'Поставить у входа стойки, к которым велосипед пристёгивают рамой, на десять мест.',
    place: 'Поликлиники и школы Синарского района',
    why: 'Велосипеды пристёгивают к перилам и пандусам, потом мимо не пройти с коляской.',
    district: 1,
  },
  {
    title: 'Посадить деревья вдоль улицы Алюминиевой',
    what: 'Посадить липы или клёны через каждые восемь метров и поливать их первые два года.',
    place: 'Улица Алюминиевая, от рынка до школы',
    why: 'После ремонта дороги деревьев не осталось, летом идти под солнцем нельзя, пыль летит в окна.',
    district: null,
  },
  {
    title: 'Засыпать яму у остановки на Каменской',
    what: 'Засыпать яму на въезде во двор у остановки и сделать это до морозов.',
    place: 'Улица Каменская, у остановки',
    why: 'Машины объезжают её по тротуару, там ходят дети из двух школ.',
    district: 0,
  },
  {
    title: 'Сделать площадку для дрессировки собак',
    what: 'Огородить пустырь за гаражами, поставить барьеры, бум и урны с пакетами.',
    place: 'Пустырь за гаражами у реки',
    why: 'С большими собаками гулять негде, кроме двора. Звоните +7 912 345-67-89, покажу, где можно сделать.',
    district: 1,
  },
];

interface Play {
  services: Services;
  editor: StaffActor;
  people: readonly ResidentActor[];
  districts: readonly string[];
  /** A local time so many days from today. */
  on: (days: number, time: string) => Date;
  day: (days: number) => string;
}

type Who = StaffActor | ResidentActor | { kind: 'system'; name: string };
const clock = { kind: 'system', name: 'demo' } as const;
const query = undefined;

/** An act of somebody at a moment of the invented past. */
const at = <T>(
  { services }: Pick<Play, 'services'>,
  actor: Who,
  moment: Date,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> => runMutation({ ...services, now: () => moment }, { requestId: 'demo', ip: '', actor }, work);

const seen = async (ctx: Ctx, id: string) => (await readInitiativeCard(ctx, id)).version;

/** Proposed by one of the invented residents; looked at the next day. */
async function propose(play: Play, author: number, days: number): Promise<string> {
  const { title, what, place, why, district } = itemAt(demoInitiatives, author);
  const { id } = await at(play, itemAt(play.people, author), play.on(days, '18:20'), (ctx) =>
    proposeInitiative(ctx, {
      params: undefined,
      query,
      body: {
        clientKey: randomUUID(),
        isOfAge: true,
        title,
        what,
        place,
        why,
        districtId: district === null ? null : itemAt(play.districts, district),
      },
    }),
  );
  return id;
}

const publish = (play: Play, id: string, days: number) =>
  at(play, play.editor, play.on(days, '10:00'), async (ctx) =>
    judgeInitiative(ctx, {
      params: { id },
      query,
      body: { version: await seen(ctx, id), isPublished: true, ruleId: '', reason: '' },
    }),
  );

/** The first so many of the people who did not propose it, one after another. */
async function support(
  play: Play,
  id: string,
  { author, count, days }: Record<'author' | 'count' | 'days', number>,
) {
  const moment = play.on(days, '12:00').getTime();
  const voices = play.people.filter((_, place) => place !== author).slice(0, count);
  for (const [place, person] of voices.entries())
    await at(play, person, new Date(moment + place * 7 * MINUTE), (ctx) =>
      supportInitiative(ctx, {
        params: { id },
        query,
        body: {
          isOn: true,
          districtId: place % 4 === 3 ? null : itemAt(play.districts, place % play.districts.length),
        },
      }),
    );
}

/** Enough voices of a district, an answer and a decision with its act. */
async function playDecided(play: Play): Promise<void> {
  const id = await propose(play, 0, -70);
  await publish(play, id, -69);
  await support(play, id, { author: 0, count: 40, days: -60 });
  await at(play, play.editor, play.on(-45, '11:00'), async (ctx) =>
    answerInitiative(ctx, {
      params: { id },
      query,
      body: {
        version: await seen(ctx, id),
        verdict: 'accepted',
        reason:
          'Пандус добавим в проект лестницы: уклон позволяет, по смете это 640 тысяч рублей, они есть в программе доступной среды.',
      },
    }),
  );
  await at(play, play.editor, play.on(-30, '15:00'), async (ctx) =>
    decideInitiative(ctx, {
      params: { id },
      query,
      body: {
        version: await seen(ctx, id),
        isNeeded: true,
        title: 'Пандус и перила сделают до 1 июля',
        words: 'Подрядчика выберут до марта, работы начнут, когда сойдёт снег.',
        actTitle: 'Постановление главы города',
        actNumber: '655',
        actOn: play.day(-30),
        actUrl: '',
      },
    }),
  );
}

/** One of each other kind: gathers voices, waits for the city, waits to be looked at, was refused, had too few. */
async function playOthers(play: Play): Promise<void> {
  const few = await propose(play, 1, -90);
  await publish(play, few, -88);
  await support(play, few, { author: 1, count: 9, days: -80 });
  await at(play, clock, play.on(-27, '23:00'), turnInitiatives);
  const reached = await propose(play, 2, -20);
  await publish(play, reached, -19);
  await support(play, reached, { author: 2, count: 40, days: -9 });
  const open = await propose(play, 3, -12);
  await publish(play, open, -11);
  await support(play, open, { author: 3, count: 37, days: -8 });
  const refused = await propose(play, 4, -6);
  await at(play, play.editor, play.on(-5, '09:30'), async (ctx) =>
    judgeInitiative(ctx, {
      params: { id: refused },
      query,
      body: {
        version: await seen(ctx, refused),
        isPublished: false,
        ruleId: 'problem',
        reason:
          'Яму засыпают по сообщению, без сбора голосов: напишите его на главной странице, ответим в срок.',
      },
    }),
  );
  await propose(play, 5, -2);
}

/** Invented residents, each with a phone that rings nowhere. */
async function residents(services: Services, moment: Date, count: number): Promise<ResidentActor[]> {
  const people: ResidentActor[] = [];
  for (let place = 0; place < count; place += 1) {
    const phone = `+7900555${String(1000 + place)}`;
    const id = await at({ services }, clock, moment, (ctx) => findOrCreateResident(ctx, { phone }));
    people.push({ kind: 'resident', id, name: '', phone, email: null, level: 'phone' });
  }
  return people;
}

/** Initiatives of the demo city, in each of their states. */
export async function playInitiatives(services: Services): Promise<void> {
  const now = services.now();
  const today = cityDay(services.config, now);
  const { zone } = readCity(services.config);
  const editor = await findStaffActor(services.database, demoId('person', 'editor'), today);
  if (!editor) return;
  const day = (days: number) => addDays(today, days);
  const on = (days: number, time: string) => momentAt(day(days), time, zone);
  const districts = listDistricts().flatMap(({ id, parentId }) => (parentId === null ? [id] : []));
  const people = await residents(services, on(-95, '10:00'), 42);
  const play: Play = { services, editor, people, districts, on, day };
  await playDecided(play);
  await playOthers(play);
}
