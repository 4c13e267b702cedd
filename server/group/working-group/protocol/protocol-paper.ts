import { formatDateTime, formatDay } from '../../../../shared/text/dates.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import type { DayRoot } from '../../../base/audit/index.ts';
import { readCity } from '../../../lib/city.ts';
import type { Config } from '../../../lib/config.ts';
import { organisationOf } from '../../../lib/documents/letterhead.ts';
import type { Block, OfficialDocument } from '../../../lib/documents/model.ts';
import { agreedWith, nameIn, signatureName } from '../../../lib/documents/names.ts';
import {
  agendaLine,
  fateLine,
  hashOfProtocol,
  type ProtocolContent,
  type ProtocolItem,
  timesOf,
  votesOf,
} from './protocol-content.ts';
import {
  decisionWords,
  formWords,
  heardWords,
  lowerFirst,
  personWords,
  saidWords,
  stopped,
  voteWords,
} from './protocol-words.ts';

/** What the signature adds to a paper. */
export interface Signed {
  number: string;
  at: Date;
  documentId: string;
  root: DayRoot | null;
}

/** More attendants than this are a table of their own (ГОСТ Р 7.0.97-2025, протокол). */
const LIST_LIMIT = 15;

export const label = (name: string, text: string): Block => ({ kind: 'labelled', label: name, text });

const flush = (text: string, isLead = false): Block => ({ kind: 'line', text, ...(isLead && { isLead }) });

/** Who took part, who did not and why, who was invited; whoever led and kept the record stands above and is not told twice. */
function drawPeople({ present, absent, guests, secretary, presiding, course }: ProtocolContent): Block[] {
  const here = without(present, [
    secretary,
    presiding?.name,
    ...(course?.presided ?? []).map(({ name }) => name),
  ]);
  const people = (
    words: Parameters<typeof agreedWith>[1],
    lines: { name: string; text: string }[],
  ): Block[] =>
    lines.length > 0
      ? [
          flush(
            `${agreedWith(
              lines.map(({ name }) => name),
              words,
            )}:`,
            true,
          ),
          ...lines.map(({ text }) => flush(text)),
        ]
      : [];
  return [
    ...(here.length > LIST_LIMIT
      ? [listOf(here)]
      : people(
          ['Присутствовал', 'Присутствовала', 'Присутствовали'],
          here.map(({ name, position, note }) => ({ name, text: personWords(name, position, note) })),
        )),
    ...people(
      ['Отсутствовал', 'Отсутствовала', 'Отсутствовали'],
      absent.map(({ name, position, reason }) => ({ name, text: personWords(name, position, reason) })),
    ),
    ...people(
      ['Приглашён', 'Приглашена', 'Приглашены'],
      guests.map(({ name, position }) => ({ name, text: personWords(name, position, '') })),
    ),
  ];
}

/** Without who is named above: one for each name, since namesakes sit in one group too. */
function without<T extends { name: string }>(
  people: readonly T[],
  names: readonly (string | undefined)[],
): T[] {
  const left = new Set(names);
  return people.filter(({ name }) => !left.delete(name));
}

const listOf = (present: ProtocolContent['present']): Block => ({
  kind: 'table',
  caption: 'Присутствовали',
  head: ['№', 'Фамилия, инициалы', 'Должность'],
  widths: [6, 32, 62],
  figures: [],
  hasTotal: false,
  rows: present.map(({ name, position, note }, at) => [
    String(at + 1),
    nameIn(name, 'nominative'),
    [lowerFirst(position), note].filter(Boolean).join('; '),
  ]),
});

const paragraphs = (texts: readonly string[]): Block[] =>
  texts.length > 0 ? [{ kind: 'text', text: texts.join('\n') }] : [];

/** One item as a protocol tells it: heard, said, decided, each decision with its votes. */
export function drawItem(item: ProtocolItem): Block[] {
  const heard = item.fate ? '' : heardWords(item);
  const votes = votesOf(item);
  return [
    { kind: 'heading', text: `${item.number}. ${item.isRaised ? 'Разное: ' : ''}${stopped(item.title)}` },
    ...(item.fate ? paragraphs([fateLine(item.fate)]) : []),
    ...(heard ? [flush('СЛУШАЛИ:', true), ...paragraphs([heard])] : []),
    ...(item.speeches.length > 0
      ? [flush('ВЫСТУПИЛИ:', true), ...paragraphs(item.speeches.map(saidWords))]
      : []),
    ...(item.decisions.length > 0 ? [flush('РЕШИЛИ:', true)] : []),
    ...item.decisions.flatMap((decision) => [
      ...paragraphs([decisionWords(decision)]),
      ...(decision.votes ? [flush(voteWords(decision.votes, decision.outcome))] : []),
    ]),
    ...(votes ? [flush(`ГОЛОСОВАЛИ: ${votes}`)] : []),
    ...item.opinions.map(({ name, text }) =>
      label('Особое мнение:', `${nameIn(name, 'nominative')} — ${stopped(text)}`),
    ),
  ];
}

/** Where anyone compares the hash of the file. */
export const checkUrl = ({ publicUrl }: Pick<Config, 'publicUrl'>, id: string): string =>
  `${publicUrl || 'https://otklik.example'}/check/${id}`;

function drawNote(config: Config, signed: Signed): Block {
  const { root } = signed;
  return {
    kind: 'note',
    lines: [
      `Проверить файл: ${checkUrl(config, signed.documentId)}`,
      ...(root ? [`Корень журнала на ${formatDay(root.day)}: ${root.root}`] : []),
    ],
  };
}

/** Title of a protocol and of what is made of it. Its number stands beside its date. */
export const titleOf = 'заседания рабочей группы по взаимодействию с Центром управления региона';

/** «Гордеев А.М., руководитель рабочей группы»; where presiding was handed over, each with their time. */
function presidedWords({ presiding, course, present }: ProtocolContent): string {
  if (!presiding) return '';
  const shown = (name: string) => nameIn(name, 'nominative');
  if (!course || course.presided.length < 2)
    return `${shown(presiding.name)}, ${lowerFirst(groupRoleTitles[presiding.role])}`;
  const noteOf = (name: string) => present.find((one) => one.name === name)?.note;
  return course.presided
    .map(({ name, from, to }) => {
      const note = noteOf(name);
      return `${shown(name)} (с ${from}${to ? ` до ${to}` : ''}${note ? `; присутствует ${note}` : ''})`;
    })
    .join(', ');
}

/** What stands before the items: who led, who was there, when and where, the agenda. */
export function drawOpening(content: ProtocolContent): Block[] {
  const { presiding, place, form, course, secretary, items } = content;
  const agenda = items.map(
    ({ number, title, speaker, isRaised }) =>
      `${number}. ${isRaised ? 'Разное: ' : ''}${stopped(title)}${speaker ? ` Докладывает ${stopped(nameIn(speaker, 'nominative'))}` : ''}`,
  );
  return [
    ...(presiding ? [flush(`Председательствующий — ${stopped(presidedWords(content))}`)] : []),
    ...(secretary ? [flush(`Секретарь — ${stopped(nameIn(secretary, 'nominative'))}`)] : []),
    ...drawPeople(content),
    flush(stopped(content.quorum)),
    flush(
      [
        `Место проведения: ${stopped(place || 'не указано')}`,
        `Форма проведения: ${formWords(form)}.`,
        timesOf(content),
      ]
        .filter(Boolean)
        .join(' '),
    ),
    { kind: 'heading', text: 'ПОВЕСТКА ДНЯ' },
    ...paragraphs(agenda),
    ...(course ? [flush(agendaLine(course))] : []),
  ];
}

/** The protocol as a paper by ГОСТ Р 7.0.97-2025: dated by the meeting, numbered by its signature; a draft says so. */
export function protocolPaper(
  config: Config,
  content: ProtocolContent,
  signed: Signed | null,
): OfficialDocument {
  const { organisation, place, edition } = organisationOf(signed?.at);
  const { presiding } = content;
  return {
    letterhead: { organisation, lines: [], edition },
    date: formatDay(content.day),
    number: signed?.number ?? null,
    refer: null,
    addressee: [],
    place,
    kind: signed ? 'ПРОТОКОЛ' : 'ПРОЕКТ ПРОТОКОЛА',
    salutation: null,
    title: titleOf,
    blocks: [
      ...drawOpening(content),
      ...content.items.flatMap(drawItem),
      ...(signed ? [drawNote(config, signed)] : []),
    ],
    attachments: [],
    signature: {
      position: 'Председательствующий',
      name: presiding ? signatureName(presiding.name) : '',
      mark: signed && {
        owner: presiding?.name ?? '',
        at: formatDateTime(signed.at, readCity(config).zone),
        fingerprint: `${hashOfProtocol(content).slice(0, 16)} (текст протокола)`,
      },
    },
    executor: null,
    qr: signed ? checkUrl(config, signed.documentId) : null,
    isLandscape: false,
    isLongKept: true,
  };
}
