import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type * as contract from '../../../../shared/contract/group/working-group-papers.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDate, formatDateTime, formatDay, formatLongDate } from '../../../../shared/text/dates.ts';
import { meetingFormTitles } from '../../../../shared/text/group/working-group.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { readCity } from '../../../lib/city.ts';
import type { Config } from '../../../lib/config.ts';
import { organisationOf } from '../../../lib/documents/letterhead.ts';
import type { Block, OfficialDocument } from '../../../lib/documents/model.ts';
import { nameIn, signatureName } from '../../../lib/documents/names.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { readMeeting } from '../meetings/meeting-card.ts';
import { isAhead } from '../meetings/meeting-workflow.ts';
import { titleOf } from './protocol-paper.ts';
import { formWords, lowerFirst, stopped } from './protocol-words.ts';

/** What goes out before a meeting: the notice that it will be, and its agenda. */

const line = (text: string): Block => ({ kind: 'line', text });

const whereWords = ({ place, link }: MeetingCard): string =>
  [place, link].filter(Boolean).join(', ') || 'не указано';

/** «1. О ремонте дорог. Докладывает Дьяконов И.Р., начальник управления, 10 минут.» */
function itemWords(card: MeetingCard): string[] {
  return card.agenda.map(({ number, title, speaker, speakerId, minutes }) => {
    const position = card.attendance.find(({ personId }) => personId === speakerId)?.position;
    const told = [
      speaker && `Докладывает ${nameIn(speaker, 'nominative')}`,
      speaker && position && lowerFirst(position),
      minutes && counted(minutes, 'минута', 'минуты', 'минут'),
    ].filter(Boolean);
    return `${number}. ${stopped(title)}${told.length > 0 ? ` ${stopped(told.join(', '))}` : ''}`;
  });
}

/** What both papers share. */
function frame(card: MeetingCard): Omit<OfficialDocument, 'kind' | 'title' | 'blocks'> {
  const { organisation, place, edition } = organisationOf(
    card.invitedAt === null ? null : new Date(card.invitedAt),
  );
  const secretary = card.attendance.find(({ role }) => role === 'secretary')?.name;
  return {
    letterhead: { organisation, lines: [], edition },
    date: null,
    number: null,
    refer: null,
    addressee: [],
    place,
    salutation: null,
    attachments: [],
    signature: {
      position: 'Секретарь рабочей группы',
      name: secretary ? signatureName(secretary) : '',
      mark: null,
    },
    executor: null,
    qr: null,
    isLandscape: false,
    isLongKept: false,
  };
}

/** The agenda as a paper: when and where, the items with who reports and for how long, who is invited. */
export function agendaPaper(card: MeetingCard): OfficialDocument {
  return {
    ...frame(card),
    isUnregistered: true,
    kind: 'ПОВЕСТКА ДНЯ',
    title: titleOf,
    blocks: [
      line(
        `Дата и время: ${formatDay(card.day)}, ${card.startsAt}.${card.number ? ` Заседание № ${card.number}.` : ''}`,
      ),
      line(
        `Место проведения: ${stopped(whereWords(card))} Форма проведения: ${formWords(meetingFormTitles[card.form])}.`,
      ),
      ...(card.topic ? [line(`Тема: ${stopped(card.topic)}`)] : []),
      { kind: 'text', text: itemWords(card).join('\n') },
      ...(card.guests.length > 0
        ? [
            line(
              `Приглашены: ${stopped(
                card.guests
                  .map(({ name, position }) =>
                    [nameIn(name, 'nominative'), lowerFirst(position)].filter(Boolean).join(', '),
                  )
                  .join('; '),
              )}`,
            ),
          ]
        : []),
    ],
  };
}

/** The notice: that the meeting will be, what it is about, and what is asked of whoever gets it. Dated by its sending; the number is its own, by hand. */
export function noticePaper(config: Config, card: MeetingCard): OfficialDocument {
  const base = frame(card);
  const name = `заседание рабочей группы по взаимодействию с Центром управления региона${card.number ? ` № ${card.number}` : ''}`;
  return {
    ...base,
    date: card.invitedAt && formatDate(card.invitedAt, readCity(config).zone),
    kind: 'ИЗВЕЩЕНИЕ',
    title: 'о заседании рабочей группы',
    blocks: [
      line('Членам рабочей группы и приглашённым'),
      {
        kind: 'text',
        text: [
          `Извещаем, что ${formatLongDate(card.day, 'UTC')} в ${card.startsAt} состоится ${name}.`,
          `Место проведения: ${stopped(whereWords(card))} Форма проведения: ${formWords(meetingFormTitles[card.form])}.`,
          ...(card.voteUntil
            ? [`Голоса принимаются до ${formatDateTime(card.voteUntil, readCity(config).zone)}.`]
            : []),
        ].join('\n'),
      },
      { kind: 'heading', text: 'ПОВЕСТКА ДНЯ' },
      { kind: 'text', text: itemWords(card).join('\n') },
      {
        kind: 'text',
        text: 'Просим подтвердить получение извещения. Если участвовать не сможете, сообщите секретарю причину и кто вас замещает.',
      },
    ],
    attachments: card.papers.map(({ title }) => title),
  };
}

async function findReady(ctx: Ctx, id: string): Promise<MeetingCard> {
  const card = await readMeeting(ctx, id);
  if (card.agenda.length === 0) throw new AppError('lib.conflict', 'Повестка пуста: добавьте вопросы.');
  return card;
}

/** Route. */
export async function downloadAgenda(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.downloadAgenda>,
): Promise<Download> {
  const card = await findReady(ctx, params.id);
  return renderPaper(agendaPaper(card), query.format, `Повестка заседания ${formatDay(card.day)}`);
}

/** Route: of a meeting that is still to be. */
export async function downloadNotice(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.downloadNotice>,
): Promise<Download> {
  const card = await findReady(ctx, params.id);
  if (!isAhead(card.state))
    throw new AppError('lib.conflict', 'Извещают о предстоящем заседании, а это уже началось или отменено.');
  return renderPaper(
    noticePaper(ctx.config, card),
    query.format,
    `Извещение о заседании ${formatDay(card.day)}`,
  );
}
