import type { MeetingState } from '../../../../shared/contract/group/working-group-meetings.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { demoId } from '../../../base/identity/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { beginPresiding, endPresiding } from '../meetings/presiding-rows.ts';
import { monthsOf, nthWeekday } from '../meetings/regularity.ts';
import { listSeats, seatMembers } from '../meetings/seats.ts';

interface DemoItem {
  title: string;
  heard: string;
  speech?: string;
  decisions: { text: string; to?: string; result?: string }[];
}

/** What an invented meeting dealt with. */
const lastAgenda: readonly DemoItem[] = [
  {
    title: 'О результатах обработки сообщений за месяц',
    heard:
      'Поток вырос на десятую часть, больше всего — о дорогах и отоплении. Ответы в срок по большинству тем.',
    decisions: [{ text: 'Принять доклад к сведению.' }],
  },
  {
    title: 'О ямах на проезжей части после зимы',
    heard:
      'Осмотрены главные улицы, составлен перечень мест. Литой асфальт укладывают при температуре до минус десяти.',
    speech: 'Перечень мест показать на карте, чтобы жители видели, что о яме известно.',
    decisions: [
      {
        text: 'Закрыть ямы по перечню, приложить фото до и после.',
        to: 'member-roads',
        result: 'Все места перечня, фото каждого',
      },
      {
        text: 'Показать перечень на карте проблем.',
        to: 'member-it',
        result: 'Слой на карте с датами ремонта',
      },
    ],
  },
];

/** What the meetings before the last decided, one matter each, in turn. */
const earlierAgendas: readonly DemoItem[] = [
  ...(
    [
      ['О вывозе мусора', 'Составить график вывоза без пропусков.', 'График без пропусков'],
      ['О содержании дворов', 'Проверить дворы по жалобам.', 'Акт по каждому двору'],
      ['Об освещении переходов', 'Осветить переходы у школ.', '6 переходов, фото каждого'],
      ['Об автобусном маршруте 16', 'Согласовать с перевозчиком расписание.', 'Подписанное расписание'],
      ['О ливневой канализации', 'Очистить водопропускные трубы.', '14 труб, фото каждой'],
      ['О расписании врачей', 'Показать часы приёма у каждого кабинета.', 'Фото каждой двери'],
    ] as const
  ).map(([title, text, result], at) => ({
    title,
    heard: 'Доклад принят, предложения обсуждены.',
    decisions: [{ text, to: itemAt(['member', 'member-roads', 'member-it'], at % 3), result }],
  })),
];

const nextAgenda = ['О решениях прошлого заседания', 'О подготовке домов к отопительному сезону'] as const;

const monthBefore = (month: string): string =>
  new Date(Date.parse(`${month}-01T00:00Z`) - 86_400_000).toISOString().slice(0, 7);
const daysLater = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** In spring the months of a year so far are no archive yet: those of the year before stand with them. */
const LEAST_MONTHS = 4;

/** Months with a meeting each, up to `last` (`YYYY-MM`): of its year, and of the one before where they are few. */
export function monthsUpTo(last: string): string[] {
  const [year = 0, month = 0] = last.split('-').map(Number);
  const before = month < LEAST_MONTHS ? monthsOf(year - 1) : [];
  return [...before, ...monthsOf(year).slice(0, month)];
}

/** Meetings of the demo group: held in every month so far, one in preparation a week ahead. */
export async function seedDemoMeetings(ctx: Ctx): Promise<void> {
  const today = cityDay(ctx.config, ctx.now);
  const last = monthBefore(today.slice(0, 7));
  // The last of them in full.
  const months = monthsUpTo(last);
  for (const [at, month] of months.entries())
    await insertHeld(ctx, nthWeekday(month, 3, 2), {
      serial: Number(month.slice(5)),
      // Once the chair was away, and the deputy presided.
      presiding: at === months.length - 2 ? 'deputy' : 'chair',
      agenda:
        month === last
          ? lastAgenda
          : [...lastAgenda.slice(0, 1), itemAt(earlierAgendas, at % earlierAgendas.length)],
    });
  const id = await insertMeeting(ctx, daysLater(today, 7), 'agenda_draft', {});
  for (const [at, title] of nextAgenda.entries()) await insertItem(ctx, id, at + 1, { title });
}

async function insertMeeting(
  ctx: Ctx,
  day: string,
  state: MeetingState,
  more: { number?: number; presiding_id?: string; held_on?: string; opened_at?: Date; ended_at?: Date },
): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('working_group.meeting')
    .values({
      id,
      year: Number(day.slice(0, 4)),
      day,
      starts_at: '10:00',
      place: 'каб. 305',
      form: 'in_person',
      state,
      made_at: ctx.now,
      made_by_name: 'Отклик',
      ...more,
    })
    .execute();
  await seatMembers(ctx, { id, day });
  return id;
}

type Item = {
  title: string;
  number?: string;
  heard?: string;
  state?: 'waiting' | 'current' | 'done';
  speaker?: string;
};

async function insertItem(ctx: Ctx, meetingId: string, place: number, item: Item): Promise<string> {
  const id = newId();
  const { speaker = 'member', ...told } = item;
  const person = await ctx.db
    .selectFrom('identity.v_person')
    .select('short_name')
    .where('id', '=', demoId('person', speaker))
    .executeTakeFirst();
  await ctx.db
    .insertInto('working_group.agenda_item')
    .values({
      id,
      meeting_id: meetingId,
      place,
      source: 'manual',
      ...told,
      speaker_id: demoId('person', speaker),
      speaker_name: person?.short_name ?? '',
    })
    .execute();
  return id;
}

interface HeldMeeting {
  serial: number;
  presiding: 'chair' | 'deputy';
  agenda: readonly DemoItem[];
}

async function insertHeld(ctx: Ctx, day: string, { serial, presiding, agenda }: HeldMeeting): Promise<void> {
  // Calendars are not loaded yet while the demo is filled: ten in the morning of the demo city.
  const start = new Date(`${day}T05:00:00Z`);
  const id = await insertMeeting(ctx, day, 'held', {
    number: serial,
    presiding_id: demoId('person', presiding),
    held_on: day,
    opened_at: start,
    ended_at: new Date(start.getTime() + 50 * 60_000),
  });
  await ctx.db
    .updateTable('working_group.attendance')
    .set({ mark: 'present', arrived_at: start })
    .where('meeting_id', '=', id)
    .execute();
  if (presiding === 'deputy')
    await ctx.db
      .updateTable('working_group.attendance')
      .set({ mark: 'absent', reason: 'командировка', arrived_at: null })
      .where('meeting_id', '=', id)
      .where('role', '=', 'chair')
      .execute();
  const seat = (await listSeats(ctx, id)).find(({ personId }) => personId === demoId('person', presiding))!;
  await beginPresiding(ctx, id, seat, start);
  await endPresiding(ctx, id, new Date(start.getTime() + 50 * 60_000));
  for (const [at, item] of agenda.entries()) {
    const number = String(at + 1);
    const { title, heard } = item;
    const itemId = await insertItem(ctx, id, at + 1, { title, heard, number, state: 'done' });
    if (item.speech)
      await ctx.db
        .insertInto('working_group.speech')
        .values({
          id: newId(),
          item_id: itemId,
          place: 1,
          name: 'Лугова М.С.',
          text: item.speech,
          state: 'done',
        })
        .execute();
    for (const [place, decision] of item.decisions.entries()) {
      const to = decision.to ? demoId('person', decision.to) : null;
      const person = to
        ? await ctx.db
            .selectFrom('identity.v_person')
            .select('short_name')
            .where('id', '=', to)
            .executeTakeFirst()
        : null;
      await ctx.db
        .insertInto('working_group.decision')
        .values({
          id: newId(),
          meeting_id: id,
          item_id: itemId,
          place: place + 1,
          text: decision.text,
          responsible_id: to,
          responsible_name: person?.short_name ?? null,
          due_on: to ? daysLater(day, 30) : null,
          expected_result: decision.result ?? '',
          outcome: 'accepted',
        })
        .execute();
    }
  }
}
