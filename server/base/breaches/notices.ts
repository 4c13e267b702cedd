import type {
  BreachNotice,
  downloadBreachNotice as downloadRoute,
} from '../../../shared/contract/base/breaches.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { findCityEdition, readCity, whoAnswers } from '../../lib/city.ts';
import { findLetterhead } from '../../lib/documents/letterhead.ts';
import type { OfficialDocument } from '../../lib/documents/model.ts';
import { renderPaper } from '../../lib/documents/render.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { tellBreachField } from './facts.ts';
import { type BreachOperatorFact, breachPack, breachRulesOf } from './pack.ts';
import { type BreachRow, findBreach } from './rows.ts';

const BLANK = '____________';

/** Who answers for the data, by the card in force when the notice was sent; the operator is the organisation where nobody says otherwise. */
function operatorFacts(at: Date | null): Record<BreachOperatorFact, string> {
  const card = findCityEdition(at)?.card;
  const { name, address } = whoAnswers(card).operator;
  // The card tells ИНН and the address of letters of the organisation alone: of another operator they are left to be written.
  const own = card && name === card.organisation.full ? card.organisation : { inn: '', email: '' };
  return { name, address, inn: own.inn, email: own.email };
}

function makeNotice(ctx: Ctx, row: BreachRow, notice: BreachNotice): OfficialDocument {
  const { zone } = readCity(ctx.config);
  const { addressee, operator, notices } = breachRulesOf(ctx, row.discovered_at);
  const { title, fields } = notices[notice];
  // A notice has hours: it goes out with a blank where nobody has filled in the card of the city.
  const sentAt = notice === 'initial' ? row.initial_sent_at : row.results_sent_at;
  const head = findLetterhead(sentAt);
  const known = operatorFacts(sentAt);
  const ours = operator.map(({ id, title }): [string, string] => [title, known[id] || BLANK]);
  const told = fields.map((field): [string, string] => [
    field.title,
    tellBreachField(row, field.id, zone) || (field.isRequired ? BLANK : 'нет сведений'),
  ]);
  return {
    letterhead: head && { organisation: head.organisation, lines: head.lines, edition: head.edition },
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
    signature: { ...(head?.signer ?? { position: 'Руководитель', name: '' }), mark: null },
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
