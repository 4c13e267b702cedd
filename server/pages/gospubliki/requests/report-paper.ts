import type * as contract from '../../../../shared/contract/pages/gospubliki.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDateTime, formatDay } from '../../../../shared/text/dates.ts';
import { readCity } from '../../../lib/city.ts';
import type { OfficialDocument } from '../../../lib/documents/model.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { findCabinet } from '../cabinet/rows.ts';
import { readRequestCard } from './card.ts';

type Target = contract.RequestPage;

/** Where it stands, with its moment; or why it does not. */
const outcomeOf = (target: Target, zone: string): readonly [string, string] => {
  if (target.publishedAt) {
    const moment = formatDateTime(target.publishedAt, zone);
    return [
      target.url || 'адрес сеть не сообщила',
      target.variant === 'withdrawn' ? `${moment}, снята` : moment,
    ];
  }
  return [`не размещена: ${target.reason || 'причина не записана'}`, '—'];
};

/** The report of a placement as a paper: every line is one of the card. */
export function reportPaper(
  card: contract.RequestCard,
  { organisation, edition, zone }: { organisation: string; edition: number; zone: string },
): OfficialDocument {
  const published = card.targets.filter(({ publishedAt }) => publishedAt !== null).length;
  return {
    letterhead: { organisation, lines: [], edition },
    date: card.report && formatDay(card.report.on),
    number: card.report?.number ?? null,
    refer: `На № ${card.number} от ${formatDay(card.datedOn)}`,
    addressee: [card.askerTitle],
    kind: 'ОТЧЁТ',
    title: 'о размещении публикации на официальных страницах',
    salutation: null,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['О чём', card.title],
          ['Окно размещения', `${formatDay(card.windowFrom)} — ${formatDay(card.windowTo)}`],
          ['Страниц в заявке', String(card.targets.length)],
          ['Размещена на', String(published)],
        ],
      },
      {
        kind: 'table',
        caption: 'Страницы',
        head: ['Страница', 'Где размещена', 'Когда'],
        rows: card.targets.map((target) => [target.title, ...outcomeOf(target, zone)]),
        widths: [32, 46, 22],
        figures: [],
        hasTotal: false,
      },
      ...(card.report?.words ? [{ kind: 'text' as const, text: card.report.words }] : []),
    ],
    attachments: [],
    signature: null,
    executor: card.responsible || null,
    qr: null,
    isLandscape: false,
    isLongKept: false,
  };
}

/** Route: before it is sent, without its number. */
export async function downloadRequestReport(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.downloadRequestReport>,
): Promise<Download> {
  const card = await readRequestCard(ctx, params.id);
  if (card.look !== 'published' && card.look !== 'reported')
    throw new AppError('lib.conflict', 'Отчитываться пока не о чем: не о всех страницах известно.');
  const city = readCity(ctx.config);
  const organisation = (await findCabinet(ctx)).organisation || city.title;
  ctx.audit({
    action: 'gospubliki.download-report',
    object: 'placement-request',
    objectId: card.id,
    data: { format: query.format },
  });
  const name = `Отчёт о размещении ${card.number.replaceAll('/', '-')}`;
  return renderPaper(
    reportPaper(card, { organisation, edition: city.edition, zone: city.zone }),
    query.format,
    name,
  );
}
