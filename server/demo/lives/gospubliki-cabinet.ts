import { momentAt } from '../../../shared/text/dates.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { demoId } from '../../base/identity/index.ts';
import { readCity } from '../../lib/city.ts';
import type { Ctx, StaffActor } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import {
  addCabinetPerson,
  answerRepost,
  askRepost,
  changeCabinet,
  saveSecret,
} from '../../pages/gospubliki/index.ts';

/** Who works with «Госпаблики» of the demo city, and on which pages. */
export interface GospublikiPlay {
  services: Services;
  editor: StaffActor;
  approver: StaffActor;
  today: string;
  /** Pages of the register by their titles. */
  pages: ReadonlyMap<string, string>;
}

/** Work of somebody at nine in the morning of a day; of today, now. */
export function atDay<T>(
  { services, today }: GospublikiPlay,
  actor: StaffActor,
  day: string,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const { zone } = readCity(services.config);
  const now = services.now();
  const at = day === today ? now : momentAt(day, '09:00', zone);
  return runMutation({ ...services, now: () => at }, { requestId: 'demo', ip: '', actor }, work);
}

/** The cabinet with its people: one access ends soon. */
export async function playCabinet(play: GospublikiPlay): Promise<void> {
  const { editor, today } = play;
  await atDay(play, editor, addDays(today, -40), async (ctx) => {
    const none = { params: undefined, query: undefined };
    const kept = await changeCabinet(ctx, {
      ...none,
      body: {
        version: 1,
        organisation: 'Администрация города',
        address: 'https://gospubliki.invalid/demo',
        note: '',
      },
    });
    const sealed = await saveSecret(ctx, {
      params: { name: 'login' },
      query: undefined,
      body: { version: kept.version, secret: 'demo@demo.invalid' },
    });
    const first = await addCabinetPerson(ctx, {
      ...none,
      body: {
        version: sealed.version,
        personId: editor.id,
        duty: 'принимает заявки, публикует, отчитывается',
        accessUntil: addDays(today, 18),
      },
    });
    await addCabinetPerson(ctx, {
      ...none,
      body: {
        version: first.version,
        personId: demoId('person', 'deputy'),
        duty: 'решает по заявкам',
        accessUntil: addDays(today, 200),
      },
    });
  });
}

/** What the region was asked to repost. */
export async function playReposts(play: GospublikiPlay): Promise<void> {
  const { editor, today } = play;
  const ask = (ago: number, askedOf: string, what: string, why: string) =>
    atDay(play, editor, addDays(today, -ago), (ctx) =>
      askRepost(ctx, {
        params: undefined,
        query: undefined,
        body: {
          askedOf,
          what,
          why,
          url: `https://vk.com/wall-7100_${7000 + ago}`,
          askedOn: addDays(today, -ago),
          number: `И-${100 + ago}/2026`,
        },
      }),
    );
  const answer = (repost: { id: string; version: number }, ago: number, given: object) =>
    atDay(play, editor, addDays(today, -ago), (ctx) =>
      answerRepost(ctx, {
        params: { id: repost.id },
        query: undefined,
        body: {
          version: repost.version,
          state: 'taken',
          on: addDays(today, -ago),
          takenUrl: '',
          ground: '',
          ...given,
        },
      }),
    );
  const bridge = await ask(28, 'dip', 'Движение по новому мосту открыто', 'По нему едут из соседних городов');
  await answer(bridge, 25, { takenUrl: 'https://vk.com/wall-6600_812' });
  const fair = await ask(20, 'cur', 'Ярмарка выходного дня', 'Приедут фермеры области');
  await answer(fair, 17, { state: 'refused', ground: 'Событие одного города' });
  await ask(3, 'dip', 'Каток открыт и для приезжих', 'Ближайший большой каток на юге области');
}
