import type { downloadCertificate as downloadRoute } from '../../../shared/contract/monitoring/training.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDateTime, formatDay } from '../../../shared/text/dates.ts';
import { speedWords, trainingMistakeTitles } from '../../../shared/text/monitoring/training-words.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { readCity } from '../../lib/city.ts';
import { findLetterhead } from '../../lib/documents/letterhead.ts';
import type { OfficialDocument } from '../../lib/documents/model.ts';
import { renderPaper } from '../../lib/documents/render.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { judgeShift } from './judge.ts';
import { endOf, findSession, readActs, type SessionRow, scenarioOf } from './sessions.ts';

async function makeCertificate(ctx: Ctx, row: SessionRow): Promise<OfficialDocument> {
  const scenario = scenarioOf(row);
  const { points, most, share, isPassed, medianMinutes, mistakes } = judgeShift(
    scenario,
    await readActs(ctx, row),
  );
  const { zone } = readCity(ctx.config);
  const endedAt = endOf(row, scenario);
  const head = findLetterhead(endedAt);
  const texts = new Map(scenario.events.map(({ id, text }) => [id, text]));
  return {
    letterhead: head && { organisation: head.organisation, lines: [], edition: head.edition },
    date: formatDay(localDate(endedAt)),
    number: null,
    refer: null,
    addressee: [],
    kind: isPassed ? 'СВИДЕТЕЛЬСТВО' : 'ПРОТОКОЛ',
    title: isPassed
      ? 'о сданном экзамене дежурного в ленте соцсетей'
      : 'экзамена дежурного в ленте соцсетей: не сдан',
    salutation: null,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['Кто сдавал', row.person_name],
          ['Сценарий', `${scenario.title}, версия ${row.version}`],
          ['Когда', `${formatDateTime(row.started_at, zone)} — ${formatDateTime(endedAt, zone)}`],
          ['Скорость', speedWords(row.speed)],
          ['Баллы', `${points} из ${most}, ${share} %; сдан от ${scenario.pass} % и без грубых ошибок`],
          ['Решение, в среднем', medianMinutes === null ? 'решений не было' : `через ${medianMinutes} мин`],
        ],
      },
      { kind: 'heading', text: mistakes.length === 0 ? 'Ошибок нет' : `Ошибки: ${mistakes.length}` },
      {
        kind: 'list',
        items: mistakes.map(
          ({ event, minute, mistake }) =>
            `${minute}-я минута, «${texts.get(event) ?? ''}»: ${trainingMistakeTitles[mistake]}`,
        ),
      },
      { kind: 'note', lines: ['Учебная смена: записи, люди и службы вымышлены.'] },
    ],
    attachments: [],
    signature: { position: 'Руководитель муниципального центра управления', name: '', mark: null },
    executor: null,
    qr: null,
    isLandscape: false,
    isLongKept: false,
  };
}

/** Route: of an exam that is over; one that was not passed has a protocol with its mistakes. */
export async function downloadCertificate(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof downloadRoute>,
): Promise<Download> {
  const row = await findSession(ctx, params.id);
  if (!row.is_exam) throw new AppError('lib.conflict', 'Документ выдают об экзамене, а это была тренировка.');
  if (endOf(row, scenarioOf(row)) > ctx.now) throw new AppError('lib.conflict', 'Экзамен ещё идёт.');
  return renderPaper(await makeCertificate(ctx, row), query.format, 'Экзамен дежурного');
}
