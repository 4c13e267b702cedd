import type { classifyFile, classifyTexts } from '../../../shared/contract/messages/imports.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { currentTaxonomy } from '../../base/taxonomy/index.ts';
import { suggestTopic } from '../../base/understanding/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download, Exchange } from '../../lib/module/module.ts';
import { type CsvRow, writeCsv } from '../../lib/tables/csv.ts';
import { classifyTable, createClassifier } from './classify-rows.ts';
import { dropArrival } from './storage.ts';
import { takeUpload } from './upload.ts';

const classifier = () => createClassifier(suggestTopic, currentTaxonomy());

/** Route: what each of several texts is about. Nothing is kept. */
export async function classifyMany(
  _ctx: Ctx,
  { body }: HandlerInput<typeof classifyTexts>,
): Promise<RouteReplyInput<typeof classifyTexts>> {
  const classify = classifier();
  return { rows: body.texts.map(classify) };
}

/** Texts read between two looks at other requests. */
const BREATH = 200;

/** Route: the same table with topics beside its rows. The file leaves the disk with the last row; nothing becomes a case. */
export async function classifyUpload(
  ctx: Ctx,
  _input: HandlerInput<typeof classifyFile>,
  { upload: file, headers }: Exchange,
): Promise<Download> {
  if (!file) throw new AppError('lib.bad-input', 'Файл не приложен.');
  const arrival = await takeUpload(ctx, file, Number(headers['content-length'] ?? 0));
  const lines = classifyTable(arrival.path, file.filename, classifier());
  let first: IteratorResult<CsvRow>;
  try {
    // A bad file is refused before the answer begins.
    first = await lines.next();
  } catch (error) {
    await dropArrival(arrival);
    throw error;
  }
  async function* rest() {
    try {
      if (!first.done) yield first.value;
      let count = 0;
      for await (const line of lines) {
        yield line;
        count += 1;
        if (count % BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      await dropArrival(arrival);
    }
  }
  return {
    stream: writeCsv(rest()),
    contentType: 'text/csv; charset=utf-8',
    filename: `${file.filename.replace(/\.[^.]*$/u, '').slice(0, 100) || 'таблица'}-темы.csv`,
  };
}
