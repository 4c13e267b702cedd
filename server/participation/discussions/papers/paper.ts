import type { RemarkSource, Verdict } from '../../../../shared/contract/participation/discussion-remarks.ts';
import type {
  DiscussionDecision,
  DiscussionKind,
  DiscussionPaper,
  RemarkFigures,
} from '../../../../shared/contract/participation/discussions.ts';
import { formatDateTime, formatDay } from '../../../../shared/text/dates.ts';
import {
  countedRemarks,
  remarkSourceTitles,
  verdictTitles,
} from '../../../../shared/text/participation/discussion-words.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { Block, OfficialDocument } from '../../../lib/documents/model.ts';

/** A remark as papers tell it: without names, as everybody reads it. */
export interface PaperRemark {
  number: number;
  /** «к пункту 3», «к проекту». */
  where: string;
  text: string;
  source: RemarkSource;
  saidOn: string;
  isLocal: boolean;
  verdict: Verdict | null;
  reason: string;
}

export interface PaperFacts {
  kind: DiscussionKind;
  title: string;
  matter: string;
  law: string;
  responsible: string;
  /** Days of the city. */
  announcedOn: string | null;
  opensOn: string;
  closesOn: string;
  madeOn: string;
  meeting: { at: string | null; place: string; address: string; exposition: string };
  zone: string;
  page: string;
  materials: readonly string[];
  figures: RemarkFigures;
  remarks: readonly PaperRemark[];
  changed: readonly { where: string; before: string; after: string }[];
  decision: DiscussionDecision | null;
  organisation: string;
  /** Of the card of the city. */
  edition: number;
  place: string;
}

const text = (words: string): Block => ({ kind: 'text', text: words });
const heading = (words: string): Block => ({ kind: 'heading', text: words });

const ofKind: Readonly<Record<DiscussionKind, string>> = {
  consultation: 'общественного обсуждения',
  hearing: 'публичных слушаний',
};

/** What the law asks a notice to say (ГрК ст. 5.1 ч. 6, 7). */
function drawNotice(facts: PaperFacts): Block[] {
  const { meeting } = facts;
  return [
    {
      kind: 'facts',
      rows: [
        ['Проект', facts.title],
        ['О чём', facts.matter],
        ['Основание', facts.law || 'порядок, утверждённый администрацией'],
        ['Материалы', facts.materials.length > 0 ? facts.materials.join('; ') : 'проект по пунктам на сайте'],
        ['Сроки', `предложения принимают с ${formatDay(facts.opensOn)} по ${formatDay(facts.closesOn)}`],
        ...(meeting.exposition ? ([['Экспозиция', meeting.exposition]] as const) : []),
        ...(meeting.at
          ? ([
              ['Собрание', `${formatDateTime(meeting.at, facts.zone)}, ${meeting.place}, ${meeting.address}`],
            ] as const)
          : []),
        [
          'Как предложить',
          facts.kind === 'hearing'
            ? 'на сайте, письменно, записью в журнале экспозиции, устно на собрании'
            : 'на сайте или письменно',
        ],
        ['Сайт', facts.page],
        ['Отвечает', facts.responsible],
      ],
    },
  ];
}

const around = ({ meeting, ...facts }: PaperFacts, paper: DiscussionPaper): Block => ({
  kind: 'facts',
  rows: [
    ['Организатор', facts.organisation],
    ['Проект', facts.title],
    ...(facts.law ? ([['Основание', facts.law]] as const) : []),
    [
      'Оповещение',
      facts.announcedOn ? `опубликовано ${formatDay(facts.announcedOn)}, ${facts.page}` : facts.page,
    ],
    ...(paper === 'conclusion' ? ([['Протокол', 'от ____________ № __________']] as const) : []),
    ['Приём предложений', `с ${formatDay(facts.opensOn)} по ${formatDay(facts.closesOn)}`],
    ...(meeting.at
      ? ([
          ['Собрание', `${formatDateTime(meeting.at, facts.zone)}, ${meeting.place}, ${meeting.address}`],
        ] as const)
      : []),
    [
      'Участники',
      [
        `на сайте ${counted(facts.figures.people, 'человек', 'человека', 'человек')}`,
        `на бумаге и на собрании ${countedRemarks(facts.remarks.filter(({ source }) => source !== 'site').length)}`,
        `всего ${countedRemarks(facts.figures.remarks)}`,
      ].join('; '),
    ],
  ],
});

const emptyWords = 'Предложений и замечаний не поступило.';

/** Everything that was proposed, in the order it came. */
const saidTable = (caption: string, remarks: readonly PaperRemark[]): Block[] =>
  remarks.length === 0
    ? [heading(caption), text(emptyWords)]
    : [
        {
          kind: 'table',
          caption,
          head: ['№', 'К чему', 'Предложение или замечание', 'Как поступило'],
          rows: remarks.map(({ number, where, text: said, source, saidOn }) => [
            String(number),
            where,
            said,
            `${remarkSourceTitles[source]}, ${formatDay(saidOn)}`,
          ]),
          widths: [7, 15, 56, 22],
          figures: [],
          hasTotal: false,
        },
      ];

const answerTable = (caption: string, remarks: readonly PaperRemark[]): Block[] =>
  remarks.length === 0
    ? [heading(caption), text(emptyWords)]
    : [
        {
          kind: 'table',
          caption,
          head: ['№', 'К чему', 'Предложение или замечание', 'Учтено', 'Обоснование'],
          rows: remarks.map(({ number, where, text: said, verdict, reason }) => [
            String(number),
            where,
            said,
            verdict ? verdictTitles[verdict] : 'ответа ещё нет',
            reason,
          ]),
          widths: [6, 13, 34, 14, 33],
          figures: [],
          hasTotal: false,
        },
      ];

/** By the law those who live there are told apart from the others. */
function bySide(
  { kind, remarks }: PaperFacts,
  draw: (caption: string, of: readonly PaperRemark[]) => Block[],
): Block[] {
  if (kind !== 'hearing') return draw('Предложения и ответы на них', remarks);
  return [
    ...draw(
      'Предложения граждан, постоянно проживающих на территории',
      remarks.filter(({ isLocal }) => isLocal),
    ),
    ...draw(
      'Предложения иных участников',
      remarks.filter(({ isLocal }) => !isLocal),
    ),
  ];
}

function drawOutcome({ figures, changed, decision }: PaperFacts): Block[] {
  return [
    heading('Выводы'),
    text(
      `Поступило ${countedRemarks(figures.remarks)}: учтено ${figures.accepted}, учтено частично ${figures.acceptedPartly}, не учтено ${figures.rejected}, не по предмету ${figures.notOnSubject}.`,
    ),
    ...(changed.length === 0
      ? [text('Проект остался без изменений.')]
      : [
          {
            kind: 'table' as const,
            caption: 'Что изменено в проекте',
            head: ['Пункт', 'Было', 'Стало'],
            rows: changed.map(({ where, before, after }) => [where, before, after || 'исключён']),
            widths: [14, 43, 43],
            figures: [],
            hasTotal: false,
          },
        ]),
    ...(decision
      ? [
          text(
            `${decision.isNeeded ? 'Решение' : 'Решение не требуется'}: ${decision.title}.${decision.actTitle ? ` ${decision.actTitle}${decision.actOn ? ` от ${formatDay(decision.actOn)}` : ''}${decision.actNumber ? ` № ${decision.actNumber}` : ''}.` : ''}`,
          ),
        ]
      : []),
  ];
}

const kinds: Readonly<Record<DiscussionPaper, string>> = {
  notice: 'ОПОВЕЩЕНИЕ',
  protocol: 'ПРОТОКОЛ',
  conclusion: 'ЗАКЛЮЧЕНИЕ',
  summary: 'СВОД ПРЕДЛОЖЕНИЙ',
};
const begins: Readonly<Record<DiscussionPaper, string>> = {
  notice: 'о начале ',
  protocol: '',
  conclusion: 'о результатах ',
  summary: 'по итогам ',
};

function blocksOf(paper: DiscussionPaper, facts: PaperFacts): Block[] {
  switch (paper) {
    case 'notice':
      return drawNotice(facts);
    case 'protocol':
      return [around(facts, paper), ...bySide(facts, saidTable)];
    default:
      return [around(facts, paper), ...bySide(facts, answerTable), ...drawOutcome(facts)];
  }
}

/** One paper of a discussion. Pure. */
export const discussionPaper = (paper: DiscussionPaper, facts: PaperFacts): OfficialDocument => ({
  letterhead: { organisation: facts.organisation, lines: [], edition: facts.edition },
  date: formatDay(facts.madeOn),
  number: null,
  refer: null,
  addressee: [],
  place: facts.place,
  kind: kinds[paper],
  title: `${begins[paper]}${ofKind[facts.kind]} по проекту «${facts.title}»`,
  salutation: null,
  blocks: blocksOf(paper, facts),
  attachments: [],
  signature: { position: 'Председательствующий', name: '', mark: null },
  executor: null,
  qr: null,
  isLandscape: false,
  isLongKept: true,
});
