import type {
  downloadReview as downloadReviewRoute,
  QuarterReview,
} from '../../../shared/contract/messages/office-documents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { counted } from '../../../shared/text/plural.ts';
import { cityDay } from '../../lib/city.ts';
import { type Letterhead, organisationOf } from '../../lib/documents/letterhead.ts';
import type { Block, OfficialDocument } from '../../lib/documents/model.ts';
import { renderPaper } from '../../lib/documents/render.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { readReview } from './review.ts';
import { officialClassifier } from './settings.ts';

const roman = ['I', 'II', 'III', 'IV'];
const nbsp = '\u00a0';

/** «34,5 %». */
export const percentWords = (share: number): string =>
  `${new Intl.NumberFormat('ru', { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(share * 100)}${nbsp}%`;

/** «+12,0 %» against a former count; «—» where there was none. */
export function changeWords(now: number, former: number): string {
  if (former === 0) return '—';
  const share = now / former - 1;
  const sign = share > 0 ? '+' : share < 0 ? '−' : '';
  return `${sign}${percentWords(Math.abs(share))}`;
}

interface Counted {
  now: number;
  quarterAgo: number;
  yearAgo: number;
}

const cells = ({ now, quarterAgo, yearAgo }: Counted): string[] => [
  String(now),
  String(quarterAgo),
  changeWords(now, quarterAgo),
  String(yearAgo),
  changeWords(now, yearAgo),
];

const share = (part: number, whole: number): string => (whole === 0 ? '—' : percentWords(part / whole));

function heads(review: QuarterReview): string[] {
  const { year, quarter } = review;
  const last = quarter === 1 ? `${roman[3]} кв. ${year - 1}` : `${roman[quarter - 2]} кв. ${year}`;
  return [
    `${roman[quarter - 1]} кв. ${year}`,
    last,
    'к прошлому кварталу',
    `${roman[quarter - 1]} кв. ${year - 1}`,
    'к прошлому году',
  ];
}

function table(
  caption: string,
  first: string,
  review: QuarterReview,
  rows: string[][],
  hasTotal = false,
): Block {
  return {
    kind: 'table',
    caption,
    head: [first, ...heads(review)],
    rows,
    hasTotal,
    widths: [36, 12, 12, 14, 12, 14],
    figures: [1, 2, 3, 4, 5],
  };
}

/** What the figures say, in sentences. */
function summary(review: QuarterReview): string {
  const { total, terms, collective, repeated, sections } = review;
  const top = sections.filter(({ code }) => code !== 'none').sort((a, b) => b.now - a.now)[0];
  const decided = terms.answered;
  return [
    `За ${roman[review.quarter - 1]} квартал ${review.year}${nbsp}года зарегистрировано ${counted(total.now, 'обращение', 'обращения', 'обращений')}: в прошлом квартале ${total.quarterAgo}, в том же квартале прошлого года ${total.yearAgo}.`,
    ...(top
      ? [`Больше всего вопросов в разделе «${top.name}»: ${top.now}, доля ${percentWords(top.share)}.`]
      : []),
    `Ответ дан на ${counted(decided, 'обращение', 'обращения', 'обращений')}, в срок ${terms.inTime} (${share(terms.inTime, decided)}). Срок продлён по ${terms.extended}. На рассмотрении ${terms.open}, из них с истёкшим сроком ${terms.openOverdue}.`,
    `Коллективных обращений ${collective}, повторных ${repeated}.`,
  ].join('\n');
}

function topicsTable({ sections }: QuarterReview): Block {
  return {
    kind: 'table',
    caption: 'Таблица 2. Темы',
    head: ['Тема', 'Вопросов'],
    rows: sections.flatMap(({ topics }) => topics.map(({ name, now }) => [name, String(now)])),
    widths: [82, 18],
    figures: [1],
    hasTotal: false,
  };
}

/** How terms were kept; its lines add up to all that was registered. */
function termsTable({ terms, total }: QuarterReview): Block {
  return {
    kind: 'table',
    caption: 'Таблица 5. Соблюдение сроков',
    head: ['Показатель', 'Значение'],
    widths: [76, 24],
    figures: [1],
    hasTotal: false,
    rows: [
      ['Дан ответ', String(terms.answered)],
      ['из них в срок', `${terms.inTime} (${share(terms.inTime, terms.answered)})`],
      ['с нарушением срока', String(terms.late)],
      ['Срок продлён (59-ФЗ, ст. 12 ч. 2)', String(terms.extended)],
      [
        'Средний срок ответа, календарных дней',
        terms.averageDays === null ? '—' : terms.averageDays.toFixed(1).replace('.', ','),
      ],
      ['Окончено без ответа: передано, прекращено, оставлено по ст. 11', String(terms.withoutAnswer)],
      ['На рассмотрении', String(terms.open)],
      ['из них срок истёк', String(terms.openOverdue)],
      ['Зарегистрировано позже трёх дней (59-ФЗ, ст. 8 ч. 2)', String(terms.registeredLate)],
      ['Всего: с ответом, без ответа, на рассмотрении', String(total.now)],
    ],
  };
}

/** The review as a paper; every figure is one of the screen. */
export function reviewPaper(
  review: QuarterReview,
  { organisation, edition, signer }: Letterhead,
  date: string,
): OfficialDocument {
  const { results } = review;
  const sections = review.sections.map((section) => [section.name, ...cells(section)]);
  return {
    letterhead: { organisation, lines: [], edition },
    date,
    number: null,
    refer: null,
    addressee: [],
    kind: 'ОБЗОР',
    salutation: null,
    attachments: [],
    executor: null,
    qr: null,
    title: `обращений граждан за ${roman[review.quarter - 1]} квартал ${review.year} года`,
    blocks: [
      { kind: 'text', text: summary(review) },
      table(
        'Таблица 1. Тематические разделы',
        'Раздел',
        review,
        [...sections, ['Всего вопросов', ...cells(sumOf(review.sections))]],
        true,
      ),
      {
        kind: 'text',
        text: `Разделы — ${officialClassifier().title}, редакция ${formatDay(officialClassifier().version)}.`,
      },
      topicsTable(review),
      table(
        'Таблица 3. Виды и формы',
        'Вид или форма',
        review,
        [
          ...[...review.kinds, ...review.forms].map((row) => [row.name, ...cells(row)]),
          ['Всего обращений', ...cells(review.total)],
        ],
        true,
      ),
      table(
        'Таблица 4. Результаты рассмотрения',
        'Результат',
        review,
        [...results.map((row) => [row.name, ...cells(row)]), ['Всего обращений', ...cells(review.total)]],
        true,
      ),
      { kind: 'text', text: tellDifference(review) },
      termsTable(review),
    ],
    signature: { ...signer, mark: null },
    isLandscape: false,
    isLongKept: false,
  };
}

/** Why tables 4 and 5 need not name the same number: a result may be written before the answer goes, and without one. */
function tellDifference({ results, terms, total }: QuarterReview): string {
  const withResult = total.now - (results.at(-1)?.now ?? 0);
  return `Таблицы 4 и 5 — об одних и тех же обращениях: ${total.now}. Результат есть у ${withResult}, ответ дан по ${terms.answered}: переданное, прекращённое и оставленное по статье 11 имеет результат без ответа, а записанный результат может опережать отправку письма.`;
}

const sumOf = (rows: readonly Counted[]): Counted => ({
  now: rows.reduce((sum, row) => sum + row.now, 0),
  quarterAgo: rows.reduce((sum, row) => sum + row.quarterAgo, 0),
  yearAgo: rows.reduce((sum, row) => sum + row.yearAgo, 0),
});

/** Route: the review as Word, PDF or the page to print. */
export async function downloadReview(
  ctx: Ctx,
  { query }: HandlerInput<typeof downloadReviewRoute>,
): Promise<Download> {
  const head = organisationOf();
  const review = await readReview(ctx, { query });
  const paper = reviewPaper(review, head, formatDay(cityDay(ctx.config, ctx.now)));
  ctx.audit({
    action: 'office.download-review',
    object: 'review',
    objectId: `${query.year}-${query.quarter}`,
    data: { format: query.format },
  });
  return renderPaper(paper, query.format, `Обзор обращений ${query.quarter} квартал ${query.year}`);
}
