import { formatDateTime, formatDay } from '../../../../shared/text/dates.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import type { DayRoot } from '../../../base/audit/index.ts';
import { readCity } from '../../../lib/city.ts';
import type { Config } from '../../../lib/config.ts';
import type { Block, OfficialDocument } from '../../../lib/documents/model.ts';
import { signatureName } from '../../../lib/documents/names.ts';
import { organisationOf } from '../../../messages/office/index.ts';
import {
  agendaLine,
  decisionLine,
  fateLine,
  handedOver,
  hashOfProtocol,
  isAccepted,
  type ProtocolContent,
  type ProtocolItem,
  timesOf,
  votesOf,
} from './protocol-content.ts';

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

function drawPeople({ present, absent, guests }: ProtocolContent): Block[] {
  const line = ({ name, position }: { name: string; position: string }, note: string) =>
    `${signatureName(name)} — ${position}${note && ` (${note})`}`;
  const here: Block[] =
    present.length > LIST_LIMIT
      ? [
          {
            kind: 'table',
            caption: 'Присутствовали',
            head: ['Фамилия, инициалы', 'Должность'],
            widths: [34, 66],
            figures: [],
            hasTotal: false,
            rows: present.map((one) => [one.name, [one.position, one.note].filter(Boolean).join('; ')]),
          },
        ]
      : [label('Присутствовали:', ''), { kind: 'list', items: present.map((one) => line(one, one.note)) }];
  return [
    ...here,
    ...(absent.length > 0
      ? [
          label('Отсутствовали:', ''),
          { kind: 'list' as const, items: absent.map((one) => line(one, one.reason)) },
        ]
      : []),
    ...(guests.length > 0
      ? [label('Приглашённые:', ''), { kind: 'list' as const, items: guests.map((one) => line(one, '')) }]
      : []),
  ];
}

const drawHeard = (item: ProtocolItem): Block =>
  label('СЛУШАЛИ:', [item.speaker, item.heard].filter(Boolean).join(' — ') || 'информация не записана');

const drawDecisions = (name: string, decisions: ProtocolItem['decisions']): Block[] =>
  decisions.length > 0 ? [label(name, decisions.map(decisionLine).join('\n'))] : [];

/** One item as a protocol tells it. */
export function drawItem(item: ProtocolItem): Block[] {
  const votes = votesOf(item);
  return [
    { kind: 'heading', text: `${item.number}. ${item.title}` },
    ...(item.fate ? [{ kind: 'text' as const, text: fateLine(item.fate) }] : []),
    ...(item.fate ? [] : [drawHeard(item)]),
    ...(item.speeches.length > 0
      ? [label('ВЫСТУПИЛИ:', item.speeches.map(({ name, text }) => `${name} — ${text}`).join('\n'))]
      : []),
    ...drawDecisions('РЕШИЛИ:', item.decisions.filter(isAccepted)),
    ...drawDecisions(
      'НЕ ПРИНЯТО:',
      item.decisions.filter((one) => !isAccepted(one)),
    ),
    ...(votes ? [label('Голосовали:', votes)] : []),
    ...item.opinions.map(({ name, text }) => label('Особое мнение:', `${name} — ${text}`)),
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

/** Title of a protocol and of what is made of it: «заседания рабочей группы … № 11». */
export const titleOf = ({ meetingNumber }: ProtocolContent): string =>
  `заседания рабочей группы по взаимодействию с Центром управления региона${meetingNumber ? ` № ${meetingNumber}` : ''}`;

/** What stands before the items: when and where, who, the agenda. */
export function drawOpening(content: ProtocolContent): Block[] {
  const { presiding } = content;
  const role = presiding ? groupRoleTitles[presiding.role].toLocaleLowerCase('ru') : '';
  return [
    label(
      'Время и место:',
      [`${content.startsAt}, ${content.place || 'место не указано'}. ${content.form}.`, timesOf(content)]
        .filter(Boolean)
        .join(' '),
    ),
    ...(presiding ? [label('Председательствующий:', `${signatureName(presiding.name)}, ${role}`)] : []),
    ...(handedOver(content) ? [label('Ведение передано:', `${handedOver(content)}.`)] : []),
    label('Секретарь:', signatureName(content.secretary)),
    ...drawPeople(content),
    { kind: 'text', text: content.quorum },
    { kind: 'heading', text: 'ПОВЕСТКА ДНЯ' },
    {
      kind: 'text',
      text: content.items
        .map(
          ({ number, title, speaker, isRaised }) =>
            `${number}. ${isRaised ? 'Разное: ' : ''}${title.replace(/\.$/u, '')}.${speaker && ` Докладывает ${speaker}`}`,
        )
        .join('\n'),
    },
    ...(content.course ? [{ kind: 'text' as const, text: agendaLine(content.course) }] : []),
  ];
}

/** The protocol as a paper by ГОСТ Р 7.0.97-2025: dated by the meeting, numbered by its signature; a draft says so. */
export function protocolPaper(
  config: Config,
  content: ProtocolContent,
  signed: Signed | null,
): OfficialDocument {
  const { organisation, place } = organisationOf(config);
  const { presiding } = content;
  const role = presiding ? groupRoleTitles[presiding.role].toLocaleLowerCase('ru') : '';
  return {
    letterhead: { organisation, lines: [] },
    date: formatDay(content.day),
    number: signed?.number ?? null,
    refer: null,
    addressee: [place],
    kind: signed ? 'ПРОТОКОЛ' : 'ПРОЕКТ ПРОТОКОЛА',
    salutation: null,
    title: titleOf(content),
    blocks: [
      ...drawOpening(content),
      ...content.items.flatMap(drawItem),
      ...(signed ? [drawNote(config, signed)] : []),
    ],
    attachments: [],
    signature: {
      position: `Председательствующий${role && `, ${role}`}`,
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
