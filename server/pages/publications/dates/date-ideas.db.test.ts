import { afterAll, beforeAll, expect, test } from 'vitest';
import { listIdeas } from '../../../../shared/contract/pages/publications-list.ts';
import {
  openPublicationDesk,
  type PublicationDesk,
} from '../../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../../tests/support/pages/register-desk.ts';
import { plantPromise, solvedCase } from '../../../../tests/support/promises.ts';

/** Ideas of the calendar beside what was solved: promises and days. */

let desk: PublicationDesk;
beforeAll(async () => {
  desk = await openPublicationDesk();
  desk.server.setNow(WEDNESDAY);
});
afterAll(() => desk.server.close());

const ideas = () => desk.server.call(listIdeas, {}, desk.editor);

test('holidays and memorable days of the next weeks, the nearest first, each with a blank to fill', async () => {
  const { days } = await ideas();
  expect(days.map(({ title, on }) => [title, on])).toEqual([
    ['День матери', '2026-11-29'],
    ['День Неизвестного Солдата', '2026-12-03'],
    ['День Героев Отечества', '2026-12-09'],
    ['День Конституции Российской Федерации', '2026-12-12'],
    ['День энергетика', '2026-12-22'],
  ]);
  expect(days[0]?.text).toBe('День матери, 29.11.2026\n\n…');
});

test('promises whose term is near and those kept in the last days; nothing of private messages', async () => {
  const { server } = desk;
  const near = await plantPromise(server, {}, [{ until: '2026-12-02', text: 'Свет вернём до 2 декабря.' }]);
  await plantPromise(server, {}, [{ until: '2026-12-03' }]);
  const kept = await plantPromise(server, { ...solvedCase, resolved: 'yes' }, [
    { until: '2026-11-20', state: 'kept', text: 'Яму отремонтируем до 20 ноября.' },
  ]);
  await plantPromise(server, { ...solvedCase, resolved: 'yes', answered_at: '2026-11-17T06:00:00Z' }, [
    { until: '2026-11-20', state: 'kept' },
  ]);
  await plantPromise(server, { ...solvedCase }, [{ until: '2026-11-20', state: 'kept' }]);
  await plantPromise(server, { published_at: null }, [{ until: '2026-12-02' }]);
  const { promises } = await ideas();
  expect(promises.map(({ key, isKept, on }) => [key, isKept, on])).toEqual([
    [`answer:${kept}`, true, '2026-11-20'],
    [`answer:${near}`, false, '2026-12-02'],
  ]);
  expect(promises[0]?.text).toContain('Срок был 20.11.2026, сделали 18.11.2026. …');
  expect(promises[1]?.text).toContain('Срок — 02.12.2026. Сейчас: …');
});
