import { expect, test } from 'vitest';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { tellFollowers } from '../../../server/messages/follows/tell.ts';
import { plantCases } from '../../support/plant.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInResident } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A resident follows a topic and a district from the register, and ends it from the letter without signing in. */

let cookie: string;
const town = openTown(async ({ server }) => {
  cookie = await signInResident(server, 'anna@demo.invalid', 'Пробная Анна');
});
const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };

test('whoever is not signed in is led to signing in', { retry: 1 }, async () => {
  const at = await town.seat(undefined, 390);
  await at.goto('/messages?block=roads');
  await at
    .getByRole('link', { name: 'Войдите, чтобы получать письма о теме и районе' })
    .waitFor({ timeout: patience });
});

test('a press in the register, a letter the next day, a press in the letter', async () => {
  const at = await town.seat(cookie, 390);
  await at.goto('/messages');
  await at.getByText('Выберите тему или район, и на них можно подписаться').waitFor({ timeout: patience });
  await at.getByLabel('Тема').selectOption('roads');
  await at.getByRole('button', { name: 'Подписаться' }).click({ timeout: patience });
  await at.getByText(/^Вы подписаны: /u).waitFor({ timeout: patience });
  expect(await scrollsSideways(at)).toBe(false);
  await checkAxe(at);
  if (process.env.LOOK) await at.screenshot({ path: `${process.env.LOOK}/follow-390.png` });
  await at.goto('/me');
  const own = at.getByRole('region', { name: 'Подписки' });
  await own.getByRole('button', { name: /^Убрать/u }).waitFor({ timeout: patience });
  await checkAxe(at);
  const { pool, services } = town.site.app;
  await pool.query("UPDATE follows.follow SET told_at = now() - interval '2 days'");
  await plantCases(town.site, [
    {
      published_at: new Date(Date.now() - 3_600_000),
      block: 'roads',
      registered_at: new Date(Date.now() - 7_200_000),
      title: 'Яма у моста',
    },
  ]);
  // Late on this day of the city, whenever this runs: letters go from nine on.
  const day = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10);
  const evening = { ...services, now: () => new Date(`${day}T23:50:00+05:00`) };
  await runMutation(evening, caller, tellFollowers);
  const { rows } = await pool.query<{ text: string }>(
    "SELECT text FROM outbox.letter WHERE purpose = 'follow-digest'",
  );
  expect(rows).toHaveLength(1);
  const [, token] = /follow-off\?token=(\S+)/u.exec(rows[0]!.text)!;
  const stranger = await town.seat(undefined, 1440);
  await stranger.goto(`/follow-off?token=${token}`);
  await stranger.getByText(/^Раз в день мы пишем вам о новом: /u).waitFor({ timeout: patience });
  await checkAxe(stranger);
  await stranger.getByRole('button', { name: 'Отписаться' }).click();
  await stranger.getByText('Этих писем больше не будет').waitFor({ timeout: patience });
  if (process.env.LOOK) await stranger.screenshot({ path: `${process.env.LOOK}/follow-off-1440.png` });
  await checkAxe(stranger);
  await at.reload();
  await own.getByText('Выбрать тему и район').waitFor({ timeout: patience });
  expect(await own.getByRole('button', { name: /^Убрать/u }).count()).toBe(0);
});
