import type {
  BreachNotice,
  downloadBreachNotice as downloadRoute,
} from '../../../shared/contract/base/breaches.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { readCity } from '../../lib/city.ts';
import type { Config } from '../../lib/config.ts';
import type { OfficialDocument } from '../../lib/documents/model.ts';
import { renderPaper } from '../../lib/documents/render.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { definePort } from '../../lib/module/port.ts';
import { tellBreachField } from './facts.ts';
import { breachPack, breachRulesOf } from './pack.ts';
import { type BreachRow, findBreach } from './rows.ts';

interface Letterhead {
  organisation: string;
  lines: readonly string[];
  headPosition: string;
}

/** In whose name papers of the city are printed; null while nobody has set it: a notice has hours, and goes out with a blank. */
export const noticeLetterhead =
  definePort<(config: Pick<Config, 'city'>) => Letterhead | null>('breaches.letterhead');

const BLANK = '____________';

function makeNotice(ctx: Ctx, row: BreachRow, notice: BreachNotice): OfficialDocument {
  const { zone } = readCity(ctx.config);
  const { addressee, operator, notices } = breachRulesOf(ctx, row.discovered_at);
  const { title, fields } = notices[notice];
  const head = ctx.ports.find(noticeLetterhead)?.(ctx.config) ?? null;
  const ours = operator.map((name, at): [string, string] => [
    name,
    (at === 0 && head?.organisation) || BLANK,
  ]);
  const told = fields.map((field): [string, string] => [
    field.title,
    tellBreachField(row, field.id, zone) || (field.isRequired ? BLANK : 'нет сведений'),
  ]);
  return {
    letterhead: head && { organisation: head.organisation, lines: head.lines },
    date: null,
    number: null,
    refer: null,
    addressee,
    kind: 'УВЕДОМЛЕНИЕ',
    title,
    salutation: null,
    blocks: [
      { kind: 'heading', text: 'Оператор' },
      { kind: 'facts', rows: ours },
      { kind: 'heading', text: 'Инцидент' },
      { kind: 'facts', rows: told },
      {
        kind: 'note',
        lines: [
          `Инцидент № ${row.serial}, выявлен ${formatDateTime(row.discovered_at, zone)}`,
          breachPack.read().legal.text,
        ],
      },
    ],
    attachments: [],
    signature: { position: head?.headPosition ?? 'Руководитель', name: '', mark: null },
    executor: null,
    qr: null,
    isLandscape: false,
    isLongKept: false,
  };
}

/** Route: a notice out of the record; what is not filled in yet stands as a place for the hand. */
export async function downloadBreachNotice(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof downloadRoute>,
): Promise<Download> {
  const row = await findBreach(ctx, params.id);
  const name = params.notice === 'initial' ? 'Первичное уведомление' : 'Уведомление об итогах';
  return renderPaper(makeNotice(ctx, row, params.notice), query.format, `${name}, инцидент ${row.serial}`);
}
