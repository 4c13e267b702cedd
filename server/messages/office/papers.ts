import type { AppealCard } from '../../../shared/contract/messages/office.ts';
import type {
  downloadCard,
  downloadDocument as downloadDocumentRoute,
} from '../../../shared/contract/messages/office-documents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import {
  appealFormTitles,
  appealKindTitles,
  appealResultTitles,
  replyByTitles,
} from '../../../shared/text/appeals.ts';
import { formatDateTime, formatDay } from '../../../shared/text/dates.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { organisationOf } from '../../lib/documents/letterhead.ts';
import type { OfficialDocument } from '../../lib/documents/model.ts';
import { signatureName } from '../../lib/documents/names.ts';
import { renderPaper } from '../../lib/documents/render.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { readAppealFile } from '../cases/index.ts';
import { readAppealCard } from './appeal.ts';
import { findAppeal, holdsOn } from './appeal-line.ts';
import { findDocument, readsLetters, shortPrint } from './document-rows.ts';
import { officeOf } from './settings.ts';

/**
 * Where the QR code of a letter leads: the applicant's own page, which their key alone opens. A letter to another body
 * carries none: the key acts in the applicant's name.
 */
export async function ownLink(
  ctx: Ctx,
  { row, caseId }: { row: { kind: string }; caseId: string },
): Promise<string | null> {
  // Without an address of its own the program has nothing to print.
  if (row.kind === 'forward-letter' || !ctx.config.publicUrl) return null;
  const file = await readAppealFile(ctx, caseId);
  return file ? `${ctx.config.publicUrl}${file.ownPath}` : null;
}

/** Route: a letter as Word, PDF or the page to print. It names the person: the journal keeps who took it. */
export async function downloadDocument(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof downloadDocumentRoute>,
): Promise<Download> {
  requireAny(ctx, 'cases.reveal', 'office.keep', 'office.sign');
  const found = await findDocument(ctx, params.id);
  const { row, appeal, caseId } = found;
  if (!readsLetters(ctx, appeal)) throw notReader();
  ctx.audit({
    action: 'office.download-document',
    object: 'case',
    objectId: caseId,
    data: { document: row.id, format: query.format },
  });
  return renderPaper(paperOf(ctx, found, await ownLink(ctx, found)), query.format, paperName(found));
}

type FoundLetter = Pick<Awaited<ReturnType<typeof findDocument>>, 'row' | 'letter'>;

/** Name of the file, without its ending. */
export const paperName = ({ row, letter }: FoundLetter): string =>
  `${letter.title} ${row.number?.replace('/', '-') ?? 'проект'}`;

/** The paper of a letter as it is printed, downloaded and sent; `link` is the applicant's own, where it goes to them. */
export function paperOf(ctx: Ctx, { row, letter }: FoundLetter, link: string | null): OfficialDocument {
  const { organisation, lines, edition, signer: usual } = organisationOf(row.signed_at);
  const settings = officeOf(ctx.config);
  const { zone } = readCity(ctx.config);
  const signer = letter.signer ?? usual;
  return {
    letterhead: { organisation, lines, edition },
    date: row.signed_at && formatDay(cityDay(ctx.config, row.signed_at)),
    number: row.number,
    refer: letter.refer,
    addressee: letter.addressee,
    kind: null,
    title: letter.title,
    salutation: letter.salutation || null,
    blocks: [{ kind: 'text', text: letter.text }],
    attachments: letter.attachments,
    signature: {
      position: signer.position,
      name: signer.name ? signatureName(signer.name) : '',
      mark:
        row.signed_at && row.fingerprint
          ? {
              owner: signer.name,
              at: formatDateTime(row.signed_at, zone),
              fingerprint: shortPrint(row.fingerprint),
            }
          : null,
    },
    executor: letter.executor,
    qr: link,
    isLandscape: false,
    isLongKept: settings.storage.years > 10,
  };
}

const notReader = () =>
  new AppError('lib.forbidden', 'Здесь личные данные жителя: открыть это вам не разрешено.');

/** At the door, before anything is looked for; the limits of the role are asked of the appeal itself. */
function requireAny({ actor }: Ctx, ...permissions: string[]): void {
  if (actor.kind !== 'staff' || !permissions.some((name) => actor.permissions.has(name))) throw notReader();
}

/** What the card tells, line by line. */
function cardRows(
  ctx: Ctx,
  card: AppealCard,
  person: { name: string | null | undefined; address: string | null },
): [string, string][] {
  const day = (at: string | null) => (at ? formatDay(cityDay(ctx.config, new Date(at))) : '—');
  const yes = (value: boolean) => (value ? 'да' : 'нет');
  return [
    ['Номер по журналу', card.number],
    ['Номер дела', card.caseNumber],
    ['Поступило', formatDay(card.receivedOn)],
    ['Зарегистрировано', formatDay(card.registeredOn)],
    ['Вид', appealKindTitles[card.kind]],
    ['Форма', appealFormTitles[card.form]],
    ['Заявитель', person.name ?? 'не указан'],
    ['Адрес для ответа', [replyByTitles[card.replyBy], person.address].filter(Boolean).join(': ')],
    ['Листов, приложений', `${card.sheets}, ${card.attachmentSheets}`],
    ['Коллективное', yes(card.isCollective)],
    ['Повторное', card.repeatOf ? `да, к № ${card.repeatOf}` : 'нет'],
    ['На контроле', yes(card.isControl)],
    [
      'Корреспондент',
      [
        card.correspondent,
        card.correspondentNumber && `№ ${card.correspondentNumber}`,
        card.correspondentDate && `от ${formatDay(card.correspondentDate)}`,
      ]
        .filter(Boolean)
        .join(' ') || '—',
    ],
    ['Краткое содержание', card.title],
    ['Вопросы', card.questions.map(({ text }, at) => `${at + 1}. ${text}`).join('\n') || '—'],
    ['Исполнитель', card.executorUnit ?? '—'],
    ['Срок ответа', `${day(card.dueAt)}${card.isExtended ? ' (продлён)' : ''}`],
    ['Передано', card.forwardings.map(({ body, at }) => `${body}, ${day(at)}`).join('\n') || '—'],
    [
      'Копии',
      card.copies
        .map(({ body, sentAt }) => `${body}, ${sentAt ? day(sentAt) : 'не отправлена'}`)
        .join('\n') || '—',
    ],
    ['Ответ', card.answeredOn ? formatDay(card.answeredOn) : '—'],
    [
      'Исходящие',
      card.documents
        .filter(({ number }) => number)
        .toReversed()
        .map(({ number, title }) => `${number} ${title}`)
        .join('\n') || '—',
    ],
    ['Результат', card.result ? appealResultTitles[card.result] : '—'],
    ['В дело', `№ ${card.nomenclature}, хранить ${card.storage}`],
  ];
}

/** Route: the registration card with the person's name, for the paper file. */
export async function downloadRegistrationCard(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof downloadCard>,
): Promise<Download> {
  requireAny(ctx, 'cases.reveal', 'office.keep');
  const appeal = await findAppeal(ctx, params.id);
  if (!holdsOn(ctx, appeal, 'cases.reveal', 'office.keep')) throw notReader();
  const { organisation, edition } = organisationOf();
  const [card, file] = await Promise.all([readAppealCard(ctx, params.id), readAppealFile(ctx, params.id)]);
  const person = { name: file?.name, address: appeal.reply_address };
  const settings = officeOf(ctx.config);
  ctx.audit({
    action: 'office.download-card',
    object: 'case',
    objectId: params.id,
    data: { format: query.format },
  });
  const paper: OfficialDocument = {
    letterhead: { organisation, lines: [], edition },
    date: formatDay(card.registeredOn),
    number: card.number,
    refer: null,
    addressee: [],
    kind: 'РЕГИСТРАЦИОННАЯ КАРТОЧКА',
    title: 'обращения гражданина',
    salutation: null,
    blocks: [{ kind: 'facts', rows: cardRows(ctx, card, person) }],
    attachments: [],
    signature: { position: 'Зарегистрировал(а)', name: '', mark: null },
    executor: null,
    // It stays in the house: the code opens the case to who works here.
    qr: ctx.config.publicUrl && `${ctx.config.publicUrl}/staff/cases/${card.caseNumber}`,
    isLandscape: false,
    isLongKept: settings.storage.years > 10,
  };
  return renderPaper(paper, query.format, `Карточка ${card.number.replace('/', '-')}`);
}
