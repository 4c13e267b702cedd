import type {
  downloadReport as downloadReportRoute,
  ReportBlock,
} from '../../../shared/contract/group/head-reports.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { filled } from '../../../shared/known.ts';
import { formatDateTime, formatDay, monthName } from '../../../shared/text/dates.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import type { DayRoot } from '../../base/audit/index.ts';
import { downloadSigned, type Signer } from '../../base/signatures/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import type { Config } from '../../lib/config.ts';
import { organisationOf } from '../../lib/documents/letterhead.ts';
import type { Block, OfficialDocument } from '../../lib/documents/model.ts';
import { signatureName } from '../../lib/documents/names.ts';
import { renderPaper } from '../../lib/documents/render.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { registeredLine } from '../city-numbers/index.ts';
import { tellAsks } from './changes.ts';
import {
  decisionBlocks,
  indicatorBlocks,
  listBlock,
  sectorBlocks,
  socialBlocks,
  zoneBlocks,
} from './paper-blocks.ts';
import { figuresOfReport, findReport, hashOfReport, type ReportRow, reportNumber } from './rows.ts';

/** A heading, the centre's own words where there are any, then what the figures say. */
const section = (row: ReportRow, key: ReportBlock, title: string, blocks: readonly Block[]): Block[] => {
  const words = row.comments[key];
  return [
    { kind: 'heading', text: title },
    ...(words ? [{ kind: 'text' as const, text: words }] : []),
    ...blocks,
  ];
};

/** «за ноябрь 2026 года»; of any other days «за период с 01.11.2026 по 15.11.2026». */
export function periodWords(from: string, to: string): string {
  const last = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)), 0));
  const isMonth = from.endsWith('-01') && to === last.toISOString().slice(0, 10);
  return isMonth
    ? `за ${monthName(from).toLocaleLowerCase('ru')} ${from.slice(0, 4)} года`
    : `за период с ${formatDay(from)} по ${formatDay(to)}`;
}

/** Tables and pictures are numbered as they stand: a part that has nothing to tell leaves no gap. */
export function numberCaptions(blocks: readonly Block[]): Block[] {
  const counts = new Map<string, number>();
  return blocks.map((block) => {
    if (block.kind !== 'table' && block.kind !== 'charts') return block;
    const caption = block.caption.replace(/^(Таблица|Рисунок) \d+/u, (_, kind: string) => {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      return `${kind} ${counts.get(kind)}`;
    });
    return { ...block, caption };
  });
}

/** What a signature adds to the paper. */
export interface Signing {
  documentId: string;
  at: Date;
  signer: Signer;
  snapshot: string;
  /** The last sealed day of the journal; null on a copy. */
  root: DayRoot | null;
}

/** The signature a report already bears. */
function signingOf(row: ReportRow): Signing | null {
  if (!row.signed_at || !row.document_id) return null;
  const signed = filled(row, 'snapshot', 'signed_by_id', 'signed_by_name', 'signed_position');
  return {
    documentId: row.document_id,
    at: row.signed_at,
    snapshot: signed.snapshot,
    root: null,
    signer: { id: signed.signed_by_id, name: signed.signed_by_name, position: signed.signed_position },
  };
}

/** Where anyone compares the hash of the file; a draft leads to its page. */
const addressOf = ({ publicUrl }: Config, row: ReportRow, signing: Signing | null): string =>
  `${publicUrl || 'https://otklik.example'}${signing ? `/check/${signing.documentId}` : `/staff/reports/${row.id}`}`;

function checkNote(address: string, { root }: Signing): Block {
  return {
    kind: 'note',
    lines: [
      `Проверить файл: ${address}`,
      ...(root ? [`Корень журнала на ${formatDay(root.day)}: ${root.root}`] : []),
    ],
  };
}

/** The report as a paper; every figure is one of the screen. */
export function drawReport(
  { config }: Pick<Ctx, 'config'>,
  row: ReportRow,
  signing: Signing | null,
): OfficialDocument {
  const { organisation, lines, edition, genitive } = organisationOf(signing?.at);
  const { zone } = readCity(config);
  const address = addressOf(config, row, signing);
  return {
    letterhead: { organisation, lines, edition },
    date: signing && formatDay(cityDay(config, signing.at)),
    number: reportNumber(row),
    refer: null,
    addressee: [`Главе ${genitive}`],
    kind: 'ОТЧЁТ',
    salutation: null,
    attachments: [],
    executor: null,
    qr: address,
    title: `о работе по тематикам Центра управления региона ${periodWords(row.from_day, row.to_day)}`,
    blocks: [
      ...numberCaptions(drawBlocks(row, zone, signing?.snapshot ?? null)),
      ...(signing ? [checkNote(address, signing)] : []),
    ],
    signature: {
      position: signing?.signer.position ?? 'Руководитель рабочей группы',
      name: signing ? signatureName(signing.signer.name) : '',
      mark: signing && {
        owner: signing.signer.name,
        at: formatDateTime(signing.at, zone),
        fingerprint: `${hashOfReport(row).slice(0, 16)} (числа и слова)`,
      },
    },
    isLandscape: false,
    isLongKept: false,
  };
}

function drawBlocks(row: ReportRow, zone: string, snapshot: string | null): Block[] {
  const figures = figuresOfReport(row)!;
  const { recommendations, roadmap, correspondence } = figures;
  const asks = tellAsks(figures);
  return [
    ...section(row, 'summary', '1. Основные изменения за период', [listBlock(row.changes, '')]),
    { kind: 'heading', text: '2. Вопросы, требующие решения главы' },
    listBlock(asks, 'Решений главы не требуется.'),
    ...section(row, 'sectors', '3. Сообщения по сферам', sectorBlocks(figures)),
    ...section(row, 'pains', '4. Проблемные вопросы', [
      listBlock(
        figures.pains.map(({ title, note }) => `${title}: ${note}`),
        'Массовых проблем, всплесков и просрочек нет.',
      ),
    ]),
    ...section(row, 'zones', '5. Красные зоны', zoneBlocks(figures)),
    ...section(row, 'indicators', '6. Показатели', indicatorBlocks(figures)),
    ...section(row, 'decisions', '7. Решения и их исполнение', decisionBlocks(figures)),
    ...section(row, 'recommendations', '8. Рекомендации', [
      {
        kind: 'text',
        text: `Предложено ${formatNumber(recommendations.proposed)}, принято ${formatNumber(recommendations.accepted)}, применено ${formatNumber(recommendations.applied)}, эффект измерен у ${formatNumber(recommendations.measured)}.`,
      },
      ...(recommendations.waiting.length > 0
        ? [
            listBlock(
              recommendations.waiting.map(({ title }) => `Ждёт решения: «${title}»`),
              '',
            ),
          ]
        : []),
    ]),
    ...section(row, 'social', '9. Социальные сети', socialBlocks(figures)),
    ...section(row, 'roadmap', '10. Создание центра и взаимодействие', [
      {
        kind: 'text',
        text: `Готовность ${roadmap.readiness} %: выполнено ${formatNumber(roadmap.done)} из ${counted(roadmap.total, 'мероприятия', 'мероприятий', 'мероприятий')}, просрочено ${formatNumber(roadmap.overdue)}. Документов ЦУР, департаментов и органов области ждут ответа: ${formatNumber(correspondence.waiting)}, из них просрочено ${formatNumber(correspondence.overdue)}.`,
      },
    ]),
    {
      kind: 'text',
      text: `Числа посчитаны ${formatDateTime(figures.countedAt, zone)}${snapshot ? `, снимок ${snapshot}` : ''}.`,
    },
  ];
}

/** Route: the report as Word, tagged PDF, or the page to print; a signed one as PDF is the file that was signed, byte for byte. */
export async function downloadReport(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof downloadReportRoute>,
): Promise<Download> {
  const row = await findReport(ctx, params.id);
  if (row.state === 'collecting') throw new AppError('lib.conflict', 'Отчёт ещё собирается.');
  ctx.audit({
    action: 'head-reports.download',
    object: 'report',
    objectId: row.id,
    data: { format: query.format },
  });
  if (query.format === 'pdf' && row.document_id)
    return downloadSigned(ctx, { params: { id: row.document_id } });
  const registered = row.signed_at && (await registeredLine(ctx, row.id));
  return renderPaper(
    { ...drawReport(ctx, row, signingOf(row)), registered },
    query.format,
    `Отчёт ${reportNumber(row).replace('/', '-')}`,
  );
}
