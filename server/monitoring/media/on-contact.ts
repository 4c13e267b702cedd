import type { MediaCard } from '../../../shared/contract/monitoring/media.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { readMediaCard } from './card.ts';
import { type ContactRow, lockContact, tellContact, touchContact } from './rows.ts';

/** What an act did: what changed of the card itself, if anything, and what the journal says beside its id. */
interface Done {
  set?: Parameters<typeof touchContact>[2];
  data?: Record<string, unknown>;
}

interface SeenContact {
  params: { id: string };
  body: { version: number };
}

/**
 * An act on a card as a route: locks it by the version that was seen, does it, writes the next version, tells of it and answers with the
 * card; `told` = what the journal calls it.
 */
export const onContact =
  <Input extends SeenContact>(
    told: string,
    run: (ctx: Ctx, contact: ContactRow, input: Input) => Promise<Done> | Done,
  ) =>
  async (ctx: Ctx, input: Input): Promise<MediaCard> => {
    const contact = await lockContact(ctx, input.params.id, input.body.version);
    const { set, data } = await run(ctx, contact, input);
    await touchContact(ctx, contact, set);
    tellContact(ctx, contact.id, told, data);
    return readMediaCard(ctx, contact.id);
  };

/** Columns of whatever is written under a card: whose it is, when and by whom. */
export const under = (ctx: Ctx, { id }: Pick<ContactRow, 'id'>) => ({
  id: newId(),
  contact_id: id,
  made_at: ctx.now,
  made_by_name: nameOfActor(ctx),
});
