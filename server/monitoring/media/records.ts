import type * as contract from '../../../shared/contract/monitoring/media.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { normaliseEmail } from '../../../shared/text/contacts.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { readMediaCard } from './card.ts';
import { checkCardKeeping, checkKeeping, findLabel } from './limits.ts';
import { onContact, under } from './on-contact.ts';
import { mediaPack } from './pack.ts';
import { findContact, tellContact } from './rows.ts';

type Card = contract.MediaCard;
type Input = HandlerInput<typeof contract.createMedia>['body'];

/** Refuses at the fields that are wrong, in their words. */
function refuseFields(wrong: Partial<Record<string, string>>): void {
  const fields = Object.fromEntries(Object.entries(wrong).filter((one): one is [string, string] => !!one[1]));
  const [first] = Object.values(fields);
  if (first) throw new AppError('lib.bad-input', first, { fields });
}

/** Nothing here says what a person is or believes. */
export function refuseLabels(ctx: Ctx, texts: Readonly<Record<string, string>>): void {
  const { labels } = mediaPack.on(localDate(ctx.now));
  for (const [field, text] of Object.entries(texts)) {
    const word = findLabel(text, labels);
    if (word)
      throw badField(
        field,
        `Слово «${word}»: реестр не хранит, каков человек и во что верит. Напишите, о чём он пишет и о чём договорились`,
      );
  }
}

function columnsOf(ctx: Ctx, body: Input) {
  const today = localDate(ctx.now);
  const unknown = body.topics.find((code) => !findBlock(code));
  if (unknown !== undefined) throw badField('topics', 'Такого блока нет');
  if (body.reach !== null && body.reachOn === null)
    throw badField('reachOn', 'Назовите день, на который это число');
  if (body.reachOn !== null && body.reachOn > today) throw badField('reachOn', 'Этот день ещё впереди');
  refuseLabels(ctx, { title: body.title, about: body.about });
  refuseFields(checkCardKeeping(body.kind, body, mediaPack.on(today), today));
  return {
    kind: body.kind,
    title: body.title,
    url: body.url,
    about: body.about,
    topics: [...new Set(body.topics)],
    reach: body.reach,
    reach_on: body.reach === null ? null : body.reachOn,
    purpose: body.purpose,
    ground: body.ground,
    kept_until: body.keptUntil,
  };
}

/** Route. */
export async function createMedia(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.createMedia>,
): Promise<Card> {
  const id = newId();
  const columns = columnsOf(ctx, body);
  await ctx.db
    .insertInto('media.contact')
    .values({ id, ...columns, made_at: ctx.now, made_by_name: nameOfActor(ctx) })
    .execute();
  tellContact(ctx, id, 'create', {
    kind: body.kind,
    purpose: body.purpose,
    ground: body.ground,
    until: body.keptUntil,
  });
  return readMediaCard(ctx, id);
}

/** Route. */
export const changeMedia = onContact<HandlerInput<typeof contract.changeMedia>>(
  'change',
  (ctx, _contact, { body }) => ({
    set: columnsOf(ctx, body),
    data: { kind: body.kind, until: body.keptUntil },
  }),
);

/** Route: a public professional contact, with where it is public, why it is kept, on which ground, until when. */
export const addMediaChannel = onContact<HandlerInput<typeof contract.addMediaChannel>>(
  'add-channel',
  async (ctx, contact, { body }) => {
    const today = localDate(ctx.now);
    const { kind, value, whose, source, purpose, ground, keptUntil } = body;
    refuseFields(checkKeeping(body, mediaPack.on(today), today));
    if (kind === 'email' && normaliseEmail(value) === null)
      throw badField('value', 'Адрес почты записан неверно, пример: redakcia@example.ru');
    if (kind === 'phone' && value.replaceAll(/\D/gu, '').length < 6)
      throw badField('value', 'Впишите телефон цифрами');
    await ctx.db
      .insertInto('media.channel')
      .values({ ...under(ctx, contact), kind, value, whose, source, purpose, ground, kept_until: keptUntil })
      .execute();
    return { data: { kind, purpose, ground, until: keptUntil } };
  },
);

/** Route: the whole of a contact; who read it is on record. */
export async function readMediaChannel(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readMediaChannel>,
): Promise<{ value: string }> {
  const contact = await findContact(ctx, params.id);
  const channel = await ctx.db
    .selectFrom('media.channel')
    .select(['value', 'kind'])
    .where('id', '=', params.channel)
    .where('contact_id', '=', contact.id)
    .executeTakeFirst();
  if (!channel) throw new AppError('lib.not-found', 'Этого контакта уже нет.');
  tellContact(ctx, contact.id, 'read-channel', { kind: channel.kind });
  return { value: channel.value };
}
