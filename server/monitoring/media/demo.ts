import type { MediaCard } from '../../../shared/contract/monitoring/media.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import { addAgreement, addInteraction, addMediaTask } from './acts.ts';
import { addMediaChannel, createMedia } from './records.ts';
import { offeredNow } from './rows.ts';

const nothing = {
  about: '',
  topics: [],
  reach: null,
  reachOn: null,
  purpose: '',
  ground: '',
  keptUntil: null,
};

const kept = (ctx: Ctx) => {
  const { purposes, grounds, usualUntil } = offeredNow(ctx);
  return { purpose: purposes[0] ?? '', ground: grounds.at(-1) ?? '', keptUntil: usualUntil };
};

type Input = Parameters<typeof createMedia>[1]['body'];

const create = (ctx: Ctx, body: Input): Promise<MediaCard> =>
  createMedia(ctx, { params: undefined, query: undefined, body });

/** Invented outlets of the demo city, by the commands of the register, as whoever keeps it. */
export async function seedDemoMedia(ctx: Ctx): Promise<void> {
  if (!isStaff(ctx.actor)) return;
  await workWith(ctx, ctx.actor.id, await create(ctx, paper(ctx)));
  await create(ctx, {
    ...nothing,
    kind: 'pablik',
    title: 'Соседи пишут (образец)',
    url: 'https://sosedi.example/',
    about: 'Сообщество жителей: дворы, подъезды, снег.',
    topics: ['improvement'],
    reach: 9200,
    reachOn: addDays(localDate(ctx.now), -6),
  });
  await create(ctx, {
    ...nothing,
    ...kept(ctx),
    kind: 'blogger',
    title: 'Двор за двором (образец)',
    url: 'https://dvor.example/',
    about: 'Показывает дворы до и после ремонта.',
    topics: ['improvement', 'roads'],
  });
}

const paper = (ctx: Ctx): Input => ({
  ...nothing,
  kind: 'smi',
  title: 'Вестник города (образец)',
  url: 'https://vestnik.example/',
  about: 'Еженедельник о городском хозяйстве.',
  topics: ['roads', 'housing'],
  reach: 18_500,
  reachOn: addDays(localDate(ctx.now), -20),
});

/** A way to reach the paper, what it asked, what was agreed, what is to be answered. */
async function workWith(ctx: Ctx, ownerId: string, { id, version }: MediaCard): Promise<void> {
  const today = localDate(ctx.now);
  const at = { params: { id }, query: undefined };
  const phone = {
    kind: 'phone',
    value: '+7 343 900-00-14',
    whose: 'редакция',
    source: 'https://vestnik.example/contacts',
  } as const;
  const reached = await addMediaChannel(ctx, { ...at, body: { ...kept(ctx), ...phone, version } });
  const asked = await addInteraction(ctx, {
    ...at,
    body: {
      version: reached.version,
      kind: 'request',
      on: addDays(today, -2),
      words: 'Спросили, когда закончат ремонт на въезде в город.',
      url: '',
    },
  });
  const agreed = await addAgreement(ctx, {
    ...at,
    body: {
      version: asked.version,
      words: 'Раз в неделю — рубрика «Вы сообщили — мы сделали».',
      fromOn: addDays(today, -30),
      untilOn: addDays(today, 60),
    },
  });
  await addMediaTask(ctx, {
    ...at,
    body: {
      version: agreed.version,
      words: 'Ответить редакции о сроках ремонта',
      ownerId,
      dueOn: addDays(today, 3),
    },
  });
}
