import type * as contract from '../../../../shared/contract/group/working-group-protocol.ts';
import type { HandlerInput, RouteReply } from '../../../../shared/contract/route.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { readCity } from '../../../lib/city.ts';
import { organisationOf } from '../../../lib/documents/letterhead.ts';
import type { Block } from '../../../lib/documents/model.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readMeeting } from '../meetings/meeting-card.ts';
import { isOnRecord } from '../meetings/meeting-workflow.ts';
import { composeContent, type ProtocolItem } from './protocol-content.ts';
import { drawItem, drawOpening, titleOf } from './protocol-paper.ts';

type Preview = typeof contract.previewProtocol;

/** Tables and small print stay on the paper: what is in them is shown line by line. */
function toSheet(block: Block, itemId: string | null): contract.SheetBlock[] {
  switch (block.kind) {
    case 'text':
    case 'heading':
    case 'labelled':
      return [{ ...block, itemId }];
    case 'line':
      return [{ kind: 'line', text: block.text, isLead: block.isLead === true, itemId }];
    case 'list':
      return [{ kind: 'list', items: [...block.items], itemId }];
    case 'table':
      return [
        { kind: 'labelled', label: `${block.caption}:`, text: '', itemId },
        { kind: 'list', items: block.rows.map((cells) => cells.filter(Boolean).join(' — ')), itemId },
      ];
    default:
      return [];
  }
}

/** Nobody has come to it: of such an item the growing sheet says its title alone, and not that its speaker was heard. */
const isUntouched = ({ heard, speeches, decisions, opinions }: ProtocolItem): boolean =>
  heard.trim() === '' && speeches.length + decisions.length + opinions.length === 0;

/** Route: the paper the record would make now, block by block, by the very builder of the paper. */
export async function previewProtocol(
  ctx: Ctx,
  { params }: HandlerInput<Preview>,
): Promise<RouteReply<Preview>> {
  const card = await readMeeting(ctx, params.id);
  if (!isOnRecord(card.state))
    throw new AppError('lib.conflict', 'Протокол растёт от открытия заседания до отправки на рассмотрение.');
  const content = composeContent(card, readCity(ctx.config).zone);
  const { organisation, place } = organisationOf();
  return {
    organisation,
    title: titleOf,
    day: content.day,
    meetingNumber: content.meetingNumber,
    place,
    blocks: [
      ...drawOpening(content).flatMap((block) => toSheet(block, null)),
      ...content.items.flatMap((item, at) => {
        const { id, state } = itemAt(card.agenda, at);
        const blocks = state === 'waiting' && isUntouched(item) ? drawItem(item).slice(0, 1) : drawItem(item);
        return blocks.flatMap((block) => toSheet(block, id));
      }),
    ],
    signer: content.presiding?.name ?? null,
  };
}
