import { sql } from 'kysely';
import type {
  DiscussionPaper,
  downloadDiscussionPaper as staffRoute,
} from '../../../../shared/contract/participation/discussions.ts';
import type { downloadOpenPaper as openRoute } from '../../../../shared/contract/participation/discussions-open.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { discussionPaperTitles, papersOf } from '../../../../shared/text/participation/discussion-words.ts';
import { maskPersonal } from '../../../base/understanding/index.ts';
import { cityDay, readCity } from '../../../lib/city.ts';
import { organisationOf } from '../../../lib/documents/letterhead.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { readDiscussionDecision } from '../decision.ts';
import { discussionRulesToday } from '../pack.ts';
import { readRemarkFigures } from '../remarks/figures.ts';
import { type RemarkView, selectRemarks } from '../remarks/rows.ts';
import { type DiscussionRow, findDiscussion, ownFieldsOf, readMaterials, readParagraphs } from '../rows.ts';
import { readShownDiscussion } from '../shown.ts';
import { discussionPaper, type PaperFacts, type PaperRemark } from './paper.ts';

const missingPaper = (): AppError =>
  new AppError('lib.not-found', 'Такой бумаги у этого обсуждения нет, или её ещё не обнародовали.');

/** «к пункту 3» */
const whereOf = (paragraphs: readonly { id: string }[], id: string | null): string => {
  const at = paragraphs.findIndex((one) => one.id === id);
  return at < 0 ? 'к проекту' : `к пункту ${at + 1}`;
};

/** In a paper nobody is named: hidden words stay hidden, those nobody has looked at are masked. */
const wordsOf = (row: RemarkView): string => {
  if (row.shown === 'hidden') return `Текст не показан: ${row.hidden_reason}`;
  const [text, wording] =
    row.shown === 'released'
      ? [row.shown_text, row.shown_wording]
      : [maskPersonal(row.text), maskPersonal(row.wording)];
  return wording ? `${text} Предложено записать: «${wording}»` : text;
};

async function collectFacts(ctx: Ctx, row: DiscussionRow): Promise<PaperFacts> {
  const paragraphs = await readParagraphs(ctx, row.id);
  const { rows } = await sql<RemarkView>`
    ${selectRemarks} WHERE remark.discussion_id = ${row.id}::uuid ORDER BY remark.number`.execute(ctx.db);
  const { organisation, place, edition } = organisationOf();
  const { subject, meeting } = ownFieldsOf(row);
  const dayOf = (moment: Date | null): string => (moment ? cityDay(ctx.config, moment) : '');
  return {
    kind: row.kind,
    title: row.title,
    matter: row.matter,
    law: discussionRulesToday(ctx).subjects.find(({ id }) => id === subject)?.law ?? '',
    responsible: row.responsible,
    announcedOn: dayOf(row.announced_at) || null,
    opensOn: dayOf(row.opens_at),
    closesOn: dayOf(row.closed_at ?? row.closes_at),
    madeOn: cityDay(ctx.config, ctx.now),
    meeting,
    zone: readCity(ctx.config).zone,
    // Without an address of its own the program has nothing to print.
    page: ctx.config.publicUrl
      ? `${ctx.config.publicUrl}/consultations/${row.id}`
      : 'сайт центра, раздел «Обсуждения»',
    materials: (await readMaterials(ctx, row.id)).map(({ title }) => title),
    figures: await readRemarkFigures(ctx, row.id),
    remarks: rows.map(
      (remark): PaperRemark => ({
        number: remark.number,
        where: whereOf(paragraphs, remark.paragraph_id),
        text: wordsOf(remark),
        source: remark.source,
        saidOn: remark.said_on,
        isLocal: remark.is_local,
        verdict: remark.verdict,
        reason: remark.answer_reason ?? '',
      }),
    ),
    changed: paragraphs.flatMap(({ text, outcome }, at) =>
      outcome === null ? [] : [{ where: `пункт ${at + 1}`, before: text, after: outcome }],
    ),
    decision: await readDiscussionDecision(ctx, row.id),
    organisation,
    edition,
    place,
  };
}

async function draw(
  ctx: Ctx,
  row: DiscussionRow,
  paper: DiscussionPaper,
  format: 'docx' | 'pdf' | 'html',
): Promise<Download> {
  if (!papersOf(row.kind).includes(paper)) throw missingPaper();
  return renderPaper(
    discussionPaper(paper, await collectFacts(ctx, row)),
    format,
    `${discussionPaperTitles[paper]} ${row.title.slice(0, 60)}`,
  );
}

/** Route: for staff as soon as there is what to print. */
export async function downloadDiscussionPaper(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof staffRoute>,
): Promise<Download> {
  const row = await findDiscussion(ctx, params.id);
  if (row.opens_at === null || row.closes_at === null)
    throw new AppError('lib.conflict', 'Сначала назовите дни обсуждения: без них бумаги нет.');
  return draw(ctx, row, params.paper, query.format);
}

/** Route: the notice from the announcement on, all else with the result. */
export async function downloadOpenPaper(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof openRoute>,
): Promise<Download> {
  const { row, state } = await readShownDiscussion(ctx, params.id);
  if (params.paper !== 'notice' && state !== 'result') throw missingPaper();
  return draw(ctx, row, params.paper, query.format);
}
