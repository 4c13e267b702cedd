import type { PageGrade } from '../../../shared/contract/pages/register.ts';
import { DAY } from '../../../shared/time.ts';
import { storePicture } from '../../base/files/index.ts';
import { cityDay } from '../../lib/city.ts';
import { hashToken, newId, newToken } from '../../lib/ids.ts';
import { actorRef, type Ctx, type StaffActor } from '../../lib/module/context.ts';
import { type Caller, runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { addLooks, moveRun } from '../../pages/register/index.ts';
import { renderPageLook } from '../scenes/pictures.ts';

export interface DemoPage {
  unit: string;
  network: 'vk' | 'ok' | 'max';
  title: string;
  address: string;
  grade: PageGrade;
  /** Posts of a week by its days, Monday first; null = nothing reads the page. */
  rhythm: readonly number[] | null;
  /** Checks that were not there, and how far its verification has come. */
  lacks: readonly string[];
  run: 'verified' | 'needs_fix' | 'submitted' | 'revoked' | null;
}

type Stored = Awaited<ReturnType<typeof storePicture>>;

interface Proving {
  services: Services;
  editor: StaffActor;
  page: DemoPage;
  id: string;
  seed: number;
  now: Date;
}

const everyCheck = [
  ...['name', 'avatar', 'cover', 'description', 'address', 'phone'],
  ...['email', 'site', 'message-widget', 'vote-widget', 'connected'],
] as const;

/** A picture the editor has sent and attached to nothing yet. */
export async function sendPicture(ctx: Ctx, picture: Stored) {
  const fileId = newId();
  const token = newToken();
  await ctx.db
    .insertInto('files.file')
    .values({
      id: fileId,
      ...picture,
      uploader: actorRef(ctx.actor),
      token_hash: hashToken(token),
      claimed: false,
      created_at: ctx.now,
    })
    .execute();
  return { fileId, token };
}

const steps = {
  submitted: ['documents', 'submitted'],
  needs_fix: ['documents', 'submitted', 'needs_fix'],
  verified: ['documents', 'submitted', 'verified'],
  revoked: ['documents', 'submitted', 'verified', 'revoked'],
} as const;

const grounds: Readonly<Record<string, string>> = {
  needs_fix: 'в письме нет подписи руководителя',
  revoked: 'страница сменила название',
};

/** What the editor saw of a page of the demo, with pictures, and how its verification went. */
export async function proveDemoPages({ services, editor, page, id, seed, now }: Proving): Promise<void> {
  const picture = await storePicture(services.config, await renderPageLook(seed + 1));
  const caller: Caller = { requestId: 'demo', ip: '', actor: editor };
  const at = <T>(daysAgo: number, work: (ctx: Ctx, day: string) => Promise<T>): Promise<T> => {
    const moment = new Date(now.getTime() - daysAgo * DAY);
    return runMutation({ ...services, now: () => moment }, caller, (ctx) =>
      work(ctx, cityDay(services.config, moment)),
    );
  };
  const there = everyCheck.filter((check) => !page.lacks.includes(check));
  await at(35, async (ctx, takenOn) => {
    const seen = { isThere: true, note: '', takenOn, file: await sendPicture(ctx, picture) };
    await addLooks(ctx, id, { checks: [...there], ...seen });
    if (page.lacks.length > 0)
      await addLooks(ctx, id, {
        checks: [...page.lacks],
        isThere: false,
        note: 'на странице этого нет',
        takenOn,
        file: null,
      });
  });
  // The mark of the verified ones was seen lately, that of the others too long ago.
  const isMarked = page.run === 'verified';
  if (page.run !== null)
    await at(isMarked ? 6 : 33, async (ctx, takenOn) =>
      addLooks(ctx, id, {
        checks: ['gov-mark'],
        isThere: true,
        note: '',
        takenOn,
        file: await sendPicture(ctx, picture),
      }),
    );
  const way = page.run === null ? [] : steps[page.run];
  for (const [version, to] of way.entries())
    await at(34 - version * 8, async (ctx, on) =>
      moveRun(ctx, id, {
        version,
        to,
        on,
        ground: grounds[to] ?? '',
        dueOn: to === 'needs_fix' ? cityDay(services.config, new Date(now.getTime() + 2 * DAY)) : null,
        file: to === 'verified' ? await sendPicture(ctx, picture) : null,
      }),
    );
}
