import type { Channel } from '../../../shared/contract/messages/cases.ts';
import type { InboundMessage } from '../../../shared/contract/messages/channels.ts';
import { itemAt } from '../../../shared/lists.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';
import { followUpJob, prepareInbound, registerDrafts } from '../cases/index.ts';

/** A message of a source, read by its adapter. */
export interface ReadMessage {
  source: string;
  /** The channel of cases its source stands for. */
  kind: string;
  key: string;
  message: InboundMessage;
}

/** What was made of it: a case, or a refusal with its reason. */
export type Taken = { caseId: string } | { refused: string };

/** Makes something of messages, in the transaction of the round: one answer for each, in their order. */
export type EventConsumer = (ctx: Ctx, messages: readonly ReadMessage[]) => Promise<Taken[]>;

/** Who takes the messages of a source (`channels.source.consumer`): `provide(eventConsumer, takeAsCases, 'cases')`. */
export const eventConsumer = definePort<EventConsumer>('channels.consumer');

/** The register: each message is a case. */
export const takeAsCases: EventConsumer = async (ctx, messages) => {
  const taken: Taken[] = messages.map(() => ({ refused: '' }));
  const drafts = messages.flatMap(({ source, kind, key, message }, at) => {
    try {
      const origin = { channel: kind as Channel, source, id: key };
      return { at, ctx, draft: prepareInbound(ctx, message, origin) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      taken[at] = { refused: error.message };
      return [];
    }
  });
  const results = await registerDrafts(ctx, drafts);
  results.forEach((result, index) => {
    taken[itemAt(drafts, index).at] =
      result instanceof AppError ? { refused: result.message } : { caseId: result.caseId };
  });
  if (taken.some((one) => 'caseId' in one)) ctx.enqueue(followUpJob, {}, { key: followUpJob.name });
  return taken;
};
