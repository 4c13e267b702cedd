import { describe, expect, test } from 'vitest';
import { inspect, inspectDialog, openScreen, settle } from '../support/site/screen-look.ts';
import { narrow, openForTests, pageOf, wide } from '../support/site/screen-tour.ts';

openForTests();

/** Acts that are done at once, without a dialog. */
const atOnce = [
  'Взять в работу',
  'Проверено: координатору',
  'Соединить части',
  'Отсоединить',
  'Напечатать дело',
];

/** Who has most to do with a case of a status. */
const cards: [status: string, who: string][] = [
  ['moderation', 'operator'],
  ['in_work', 'executor'],
  ['in_work', 'chair'],
  ['answered', 'chair'],
  ['closed', 'chair'],
];

const looks = [
  [wide, inspect],
  [narrow, inspectDialog],
] as const;

describe('dialogs of a card', () => {
  const seen = new Set<string>();

  test.each(cards)(
    '%s, %s: each is clean, has the focus and gives it back',
    async (status, who) => {
      const { page } = await pageOf(who);
      const reply = await page.request.get(`/api/cases?status=${status}&limit=1`);
      const { rows } = (await reply.json()) as { rows: { number: string }[] };
      const address = `/staff/cases/${rows[0]!.number}`;
      await page.setViewportSize(wide);
      await openScreen(page, address);
      const opener = page.getByRole('button', { name: 'Действия с делом' });
      const menu = page.getByRole('dialog', { name: 'Действия с делом' });
      await opener.click();
      const labels = (await menu.getByRole('listitem').allTextContents()).map((label) =>
        label.replace(/^\d/u, ''),
      );
      await page.keyboard.press('Escape');
      const faults: string[] = [];
      for (const label of labels.filter((name) => !atOnce.includes(name) && !seen.has(name))) {
        seen.add(label);
        await opener.click();
        await menu.getByRole('button', { name: label }).click();
        await menu.waitFor({ state: 'detached' });
        const dialog = page.getByRole('dialog').last();
        await dialog.waitFor();
        if (!(await dialog.evaluate((node) => node.contains(document.activeElement))))
          faults.push(`${label}: фокус не в окне`);
        for (const [size, inspectAll] of looks) {
          await page.setViewportSize(size);
          await settle(page);
          faults.push(...(await inspectAll(page)).map((fault) => `${label}, ${size.width}: ${fault}`));
        }
        await page.setViewportSize(wide);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        if (!(await opener.evaluate((node) => node === document.activeElement)))
          faults.push(`${label}: фокус потерян`);
      }
      expect(faults).toEqual([]);
    },
    240_000,
  );
});
