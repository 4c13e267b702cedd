import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCalendarYear, listDeadlineRules } from '../../../shared/contract/base/deadlines.ts';
import { explainDeadline } from '../../../shared/contract/messages/cases-explain.ts';
import {
  previewRules,
  previewYear,
  saveRules,
  saveYear,
  simulateRules,
} from '../../../shared/contract/messages/control.ts';
import { answerMessage, type Crew, makeCrew, POTHOLE, sortMessage } from '../../../tests/support/loop.ts';
import { readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { speakTo, startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { createApp } from '../../app.ts';
import { loadReference } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';

const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let crew: Crew;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  crew = await makeCrew(server);
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

const rule = () => findFact(POTHOLE)!.deadlineRule;
const draft = (more: object = {}) => ({ id: rule(), amount: 5, validFrom: '2026-12-01', ...more });
const inWork = async () => {
  const { number } = await submitCase(server);
  return sortMessage(server, crew, number);
};

describe('a new version of a rule', () => {
  test('says what it would move before it takes effect, and moves nothing', async () => {
    const card = await inWork();
    const { entries, impact } = await server.call(previewRules, { body: { drafts: [draft()] } }, admin);
    expect(entries).toMatchObject([
      { id: rule(), validFrom: '2026-12-01', term: '5\u00a0рабочих\u00a0дней' },
    ]);
    expect(impact).toMatchObject({ considered: 1, changed: 1, earlier: 1, later: 0, isPartial: false });
    expect(impact.cases).toEqual([
      {
        number: card.number,
        title: 'Ответ жителю',
        ruleId: rule(),
        from: card.deadline!.dueAt,
        to: '2026-12-01T18:59:59.000Z',
      },
    ]);
    expect((await readCard(server, card.number, crew.operator)).deadline).toEqual(card.deadline);
  });

  test('is in force from its day for new cases; a running clock keeps the version it began with', async () => {
    const before = await inWork();
    const body = {
      drafts: [draft({ legal: { text: 'регламент центра, п. 4.9' } })],
      reason: 'Новый регламент',
    };
    expect(await server.call(saveRules, { body }, admin)).toEqual({ saved: 1 });
    const { rules } = await server.call(listDeadlineRules, {}, admin);
    const versions = rules.filter(({ id }) => id === rule());
    expect(versions).toMatchObject([
      {
        version: '2026-12-01',
        amount: 5,
        validTo: null,
        isOwn: true,
        legalReference: 'регламент центра, п. 4.9',
      },
      { amount: 10, validTo: '2026-11-30', isOwn: false },
    ]);
    const today = await inWork();
    expect(today.deadline!.dueAt).toBe(before.deadline!.dueAt);

    server.setNow('2026-12-01T09:00:00Z');
    const later = await inWork();
    expect(later.deadline!.dueAt.slice(0, 10)).toBe('2026-12-08');
    const old = await readCard(server, before.number, crew.operator);
    expect(old.deadline!.dueAt).toBe(before.deadline!.dueAt);
    const why = (await server.call(
      explainDeadline,
      { params: { id: old.id, clockId: old.clocks.findLast(({ kind }) => kind === 'answer')!.id } },
      crew.operator,
    )) as { rule: { version: string; amount: number } };
    expect(why.rule).toMatchObject({ version: '2026.1', amount: 10 });
    server.setNow(START);
  });

  test.each([
    ['of a rule nobody knows', { id: 'no-such-rule' }, 'id'],
    ['from a day that has passed', { validFrom: '2026-11-01' }, 'validFrom'],
    ['from a day before the version in force', { validFrom: '2026-11-30' }, 'validFrom'],
    ['of half a day', { amount: 2.5, validFrom: '2027-01-11' }, undefined],
    ['of nothing', { amount: 0, validFrom: '2027-01-11' }, undefined],
  ])('%s is refused in words', async (_, more, field) => {
    const problem = await server.fail(previewRules, { body: { drafts: [draft(more)] } }, admin);
    expect(problem.status).toBe(400);
    expect(problem.detail).toMatch(/[а-яё]/i);
    if (field) expect(problem.fields).toHaveProperty(field);
  });

  test('is the administrator’s alone', async () => {
    const body = { drafts: [draft({ validFrom: '2027-02-01' })], reason: 'Проверка прав' };
    expect((await server.fail(saveRules, { body }, crew.operator)).code).toBe('lib.forbidden');
    expect((await server.fail(previewRules, { body: { drafts: body.drafts } })).code).toBe(
      'lib.not-signed-in',
    );
  });

  test('is tried on past cases: how many were late, how many would have been', async () => {
    server.setNow(START);
    const [quick, slow] = [await submitCase(server), await submitCase(server)];
    server.setNow('2026-11-25T09:00:00Z');
    await answerMessage(server, crew, quick.number);
    // Eight working days: in time by ten, late by five.
    server.setNow('2026-12-04T09:00:00Z');
    await answerMessage(server, crew, slow.number);
    const body = { drafts: [draft({ validFrom: '2027-01-11' })], from: '2026-11-20', to: '2026-12-31' };
    const result = await server.call(simulateRules, { body }, admin);
    expect(result).toMatchObject({ considered: 2, lateBefore: 0, lateAfter: 1, isPartial: false });
    expect(result.rows).toEqual([{ block: 'roads', considered: 2, lateBefore: 0, lateAfter: 1 }]);
    const wrong = { ...body, from: '2020-01-01' };
    expect((await server.fail(simulateRules, { body: wrong }, admin)).fields).toHaveProperty('to');
    server.setNow(START);
  });
});

describe('a year of the calendar', () => {
  const makeYear = (extra = '') => {
    const pack = JSON.parse(
      readFileSync(new URL('../../../packs/base/calendar/ru-2019-2027.json', import.meta.url), 'utf8'),
    ) as { holidays: { days: string[] }[] };
    const days = pack.holidays
      .flatMap((one) => one.days)
      .map((day) => `<day d="${day.replace('-', '.')}" t="1"/>`);
    return `<?xml version="1.0" encoding="UTF-8"?><calendar year="2028"><days>${days.join('')}${extra}</days></calendar>`;
  };

  test('from a file shows its days and what it would move, then counts new terms', async () => {
    const text = makeYear('<day d="01.10" t="1"/>');
    const preview = await server.call(previewYear, { body: { text } }, admin);
    expect(preview.year).toBe(2028);
    expect(preview.days).toContainEqual({ date: '2028-01-10', from: 'рабочий день', to: 'нерабочий день' });
    expect(preview.impact.changed).toBe(0);
    await server.call(saveYear, { body: { text, source: 'Постановление о переносе выходных' } }, admin);
    const year = await server.call(getCalendarYear, { params: { year: 2028 } });
    expect(year.days).toContainEqual(expect.objectContaining({ date: '2028-01-10', kind: 'off' }));
  });

  test('that is no calendar is refused with what is wrong', async () => {
    const problem = await server.fail(previewYear, { body: { text: '<html></html>' } }, admin);
    expect(problem).toMatchObject({ status: 400, detail: expect.stringContaining('calendar') });
  });
});

test('every change stands in the journal', async () => {
  const { rows } = await sql<{ action: string }>`
    SELECT DISTINCT action FROM audit.record WHERE action LIKE 'deadlines.%' ORDER BY action`.execute(
    server.app.services.database,
  );
  expect(rows.map(({ action }) => action)).toEqual(['deadlines.change-rule', 'deadlines.import-year']);
});

// Last: two applications of one process share what their modules keep in memory.
test('another process takes it over', async () => {
  loadReference('Asia/Yekaterinburg');
  const other = await createApp({ config: server.app.services.config, log: server.app.services.log });
  try {
    const { rules } = await speakTo(other).call(listDeadlineRules, {}, admin);
    expect(rules.some(({ version }) => version === '2026-12-01')).toBe(true);
  } finally {
    await other.close();
  }
});
