import { expect, test } from 'vitest';
import { pollsPack } from '../../../server/participation/polls/pack.ts';
import { makeSignFigures } from '../../../server/participation/polls/signs/figures.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The report of signs on the page of a poll that is over: what was seen, what it does not prove, and telling everybody. */

const town = openTown(async () => {}, { OTKLIK_DEMO: '1' });

/** Sums of ten days with a burst in them, as a report. */
function makeReport(closedAt: Date) {
  const start = Math.floor((closedAt.getTime() - 10 * DAY) / HOUR) * HOUR;
  const beats = Array.from({ length: 240 }, (_, hour) => ({
    at: new Date(start + hour * HOUR),
    taken: 2 + (hour % 24 > 8 && hour % 24 < 16 ? 3 : 0),
    fresh: hour % 7 === 0 ? 1 : 0,
  }));
  beats.push({ at: new Date(start + 100 * HOUR + 30 * MINUTE), taken: 140, fresh: 20 });
  beats.sort((one, other) => one.at.getTime() - other.at.getTime());
  const { signs, smallest } = pollsPack.on('2026-12-01');
  return makeSignFigures({ beats, nets: [] }, { ...signs, smallest }, 'Asia/Yekaterinburg');
}

test('staff see signs with pictures and tell everybody of them', { retry: 1 }, async () => {
  const { pool } = town.server.app;
  const { rows } = await pool.query<{ id: string; closed_at: Date }>(
    "SELECT id, closed_at FROM polls.poll WHERE state IN ('published', 'decision-recorded') AND made_by <> 'system:demo' ORDER BY closed_at LIMIT 1",
  );
  const poll = rows[0]!;
  await pool.query('DELETE FROM polls.signs WHERE poll_id = $1', [poll.id]);
  await pool.query(
    'INSERT INTO polls.signs (poll_id, figures, at, erased_on) VALUES ($1, $2, now(), current_date + 30)',
    [poll.id, JSON.stringify(makeReport(poll.closed_at))],
  );
  for (const width of [390, 1440]) {
    const page = await town.seat(await signInAs(town.server, 'head'), width);
    await page.goto(`/staff/polls/${poll.id}`);
    await page
      .getByRole('heading', { name: 'Посмотрите: 1 признак накрутки' })
      .waitFor({ timeout: patience });
    await page.getByRole('heading', { name: /пришли 145\sчеловек|пришли 140\sчеловек/u }).waitFor();
    expect(await page.getByText('Это признаки, а не доказательства').count()).toBe(1);
    await checkAxe(page);
    expect(await scrollsSideways(page)).toBe(false);
    await keepShot(page, `signs-${width}`);
    await page.close();
  }
  const page = await town.seat(await signInAs(town.server, 'approver'));
  await page.goto(`/staff/polls/${poll.id}`);
  await page.getByRole('button', { name: 'Сказать о признаках всем' }).click();
  await page.getByLabel('Почему город говорит о них').fill('Об этом спрашивали жители на приёме');
  await checkAxe(page);
  await page.getByRole('button', { name: 'Сказать всем' }).click();
  await page
    .getByRole('heading', { name: 'Город говорит о признаках накрутки' })
    .waitFor({ timeout: patience });
  await page.close();
  const open = await openPage(town.browser, town.site, { width: 390 });
  await open.page.goto(`/polls/${poll.id}`);
  await open.page
    .getByRole('heading', { name: 'Город говорит о признаках накрутки' })
    .waitFor({ timeout: patience });
  await open.page.getByText('Об этом спрашивали жители на приёме').waitFor();
  await checkAxe(open.page);
  await keepShot(open.page, 'signs-portal-390');
  await open.context.close();
});
