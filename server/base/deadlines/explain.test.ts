import { describe, expect, it } from 'vitest';
import { deadlineExplanationSchema } from '../../../shared/contract/base/deadline-explanation.ts';
import { compileCalendar } from './calendar/calendar.ts';
import type { DeadlineInput } from './counting.ts';
import { computeDeadline } from './engine.ts';
import { readShippedCalendar, readShippedRules } from './packs.ts';
import { ruleOn } from './rules.ts';

const calendar = compileCalendar(readShippedCalendar());
const rules = readShippedRules();
const zone = 'Asia/Yekaterinburg';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function explain(ruleId: string, local: string, more: Partial<DeadlineInput> = {}) {
  const rule = ruleOn(rules, ruleId, local.slice(0, 10) < '2024' ? '2024-01-01' : local.slice(0, 10));
  return computeDeadline({ startedAt: new Date(`${local}:00+05:00`), rule, calendar, zone, ...more })
    .explanation;
}

/** The strip in one line per day: «ср 25.11 1». */
function draw(explanation: ReturnType<typeof explain>): string[] {
  const names = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];
  return explanation.days.map((day) =>
    [
      names[day.weekday - 1],
      `${day.date.slice(8)}.${day.date.slice(5, 7)}`,
      day.number ?? day.label,
      day.spans.map((span) => span.join('–')).join(' '),
      day.isPaused && 'пауза',
      day.isStart && 'начало',
      day.isDue && 'срок',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

describe('the account of a count', () => {
  it('draws the strip of the case card', () => {
    const explanation = explain('answer-6wd', '2026-11-24T14:05', { subject: 'дороги · яма' });
    expect(plain(explanation.headline)).toBe('6 рабочих дней');
    expect(plain(explanation.text)).toBe(
      '6 рабочих дней — дороги · яма, регламент центра, п. 4.2. Счёт со дня, следующего за днём поступления (24.11.2026).',
    );
    expect(draw(explanation)).toEqual([
      'вт 24.11 начало',
      'ср 25.11 1',
      'чт 26.11 2',
      'пт 27.11 3',
      'сб 28.11 вых.',
      'вс 29.11 вых.',
      'пн 30.11 4',
      'вт 01.12 5',
      'ср 02.12 6 срок',
    ]);
    expect(explanation.years).toEqual([2026]);
    expect(explanation.notes).toEqual([]);
  });

  it('is plain JSON of the shape the card knows', () => {
    expect(explain('answer-1wd', '2026-04-29T10:00')).toMatchInlineSnapshot(`
      {
        "calendar": {
          "id": "ru",
          "overlays": [],
          "title": "Производственный календарь Российской Федерации",
          "version": "2026-09-02",
        },
        "days": [
          {
            "date": "2026-04-29",
            "isDue": false,
            "isPaused": false,
            "isStart": true,
            "kind": "working",
            "label": "",
            "minutes": null,
            "name": null,
            "number": null,
            "spans": [],
            "weekday": 3,
          },
          {
            "date": "2026-04-30",
            "isDue": true,
            "isPaused": false,
            "isStart": false,
            "kind": "shortened",
            "label": "сокр.",
            "minutes": null,
            "name": "сокращённый рабочий день",
            "number": 1,
            "spans": [],
            "weekday": 4,
          },
        ],
        "due": {
          "at": "2026-04-30T18:59:59.000Z",
          "date": "2026-04-30",
          "local": "2026-04-30T23:59",
        },
        "headline": "1 рабочий день",
        "notes": [],
        "omittedDays": 0,
        "pausedAmount": 0,
        "pauses": [],
        "roll": null,
        "rule": {
          "amount": 1,
          "force": "regulation",
          "id": "answer-1wd",
          "legal": {
            "text": "регламент центра, п. 4.1",
          },
          "roll": "none",
          "title": "Ответ по факту: один рабочий день",
          "toVerify": false,
          "unit": "working-day",
          "version": "2026.1",
        },
        "start": {
          "at": "2026-04-29T05:00:00.000Z",
          "event": "receipt",
          "local": "2026-04-29T10:00",
        },
        "subject": "",
        "text": "1 рабочий день — регламент центра, п. 4.1. Счёт со дня, следующего за днём поступления (29.04.2026).",
        "years": [
          2026,
        ],
        "zone": "Asia/Yekaterinburg",
      }
    `);
  });

  it('names holidays and moved days over the New Year', () => {
    const named = explain('answer-3wd', '2025-12-29T10:00').days.filter((day) => day.name !== null);
    expect(named.map((day) => `${day.date} ${plain(day.name!)}`)).toContain('2026-01-07 Рождество Христово');
    expect(named.map((day) => `${day.date} ${plain(day.name!)}`)).toContain(
      '2025-12-31 выходной, перенесён с 5 января 2025 года',
    );
  });

  it('shows the hours that ran on each day', () => {
    const explanation = explain('answer-9wh', '2026-04-30T15:00');
    expect(plain(explanation.text)).toBe(
      '9 рабочих часов — регламент центра, п. 4.5. Счёт с момента поступления (30.04.2026, 15:00), в рабочее время: 09:00–18:00, перерыв 13:00–14:00, в сокращённый день меньше на 1 ч.',
    );
    expect(draw(explanation)).toEqual([
      'чт 30.04 сокр. 15:00–17:00 начало',
      'пт 01.05 праздн.',
      'сб 02.05 вых.',
      'вс 03.05 вых.',
      'пн 04.05 09:00–13:00 14:00–17:00 срок',
    ]);
  });

  it('says how a roll went', () => {
    const answer = explain('fz59-answer', '2025-10-31T10:00');
    expect(answer.roll).toEqual({ from: '2025-11-30', to: '2025-11-28' });
    expect(answer.notes.map((note) => plain(note.text))).toEqual([
      'Срок пришёлся на воскресенье 30.11.2025, нерабочий день, и перенесён на предшествующий рабочий день, 28.11.2025.',
      'Длина срока не подтверждена опубликованным текстом: проверьте по действующему порядку.',
    ]);
    const forward = explain('fz59-migration', '2026-01-02T10:00');
    expect(forward.roll).toEqual({ from: '2026-01-07', to: '2026-01-12' });
    expect(forward.notes[0]!.text).toContain('предшествующий раньше начала срока');
  });

  it('leaves paused days out and says why', () => {
    const pauses = [
      {
        from: new Date('2026-11-25T09:00:00+05:00'),
        to: new Date('2026-11-27T12:00:00+05:00'),
        reason: 'ждали уточнения',
      },
    ];
    const explanation = explain('answer-3wd', '2026-11-24T14:05', { pauses });
    expect(draw(explanation).slice(1)).toEqual([
      'ср 25.11 1',
      'чт 26.11 пауза',
      'пт 27.11 пауза',
      'сб 28.11 вых.',
      'вс 29.11 вых.',
      'пн 30.11 2',
      'вт 01.12 3 срок',
    ]);
    expect(explanation.pausedAmount).toBe(2);
    expect(explanation.notes.map((note) => plain(note.text))).toEqual([
      'Не вошло в счёт: 2 рабочих дня (ждали уточнения).',
    ]);
  });

  it('subtracts paused hours and says that the clock stands', () => {
    const pauses = [
      {
        from: new Date('2026-11-24T15:00:00+05:00'),
        to: new Date('2026-11-24T16:30:00+05:00'),
        reason: 'ждали уточнения',
      },
      { from: new Date('2026-11-25T09:10:00+05:00'), to: null, reason: 'ждём фото' },
    ];
    const explanation = explain('answer-4wh', '2026-11-24T14:00', { pauses });
    expect(draw(explanation)).toEqual([
      'вт 24.11 14:00–15:00 16:30–18:00 пауза начало',
      'ср 25.11 09:00–10:30 срок',
    ]);
    expect(explanation.pausedAmount).toBe(90);
    expect(explanation.notes.map((note) => note.kind)).toEqual(['pause', 'stopped']);
  });

  it('leaves out the middle of a year', () => {
    const explanation = explain('pos-promise', '2026-11-24T14:05');
    expect(explanation.days.length).toBe(62);
    expect(explanation.omittedDays).toBe(366 - 62);
    expect(explanation.days[31]!.number! - explanation.days[30]!.number!).toBe(explanation.omittedDays + 1);
    expect(explanation.notes.map((note) => note.kind)).toEqual(['unverified-year', 'to-verify']);
  });

  it('tells of a year without a calendar where the term does not need it', () => {
    const explanation = explain('pos-answer', '2027-12-20T10:00');
    expect(explanation.due.date).toBe('2028-01-19');
    expect(explanation.days.at(-1)).toMatchObject({ kind: 'unknown', number: 30, isDue: true });
    expect(explanation.notes.map((note) => note.kind)).toContain('uncovered-year');
  });

  it('adds up for every rule of the pack, whatever the start', () => {
    for (const versions of rules.byId.values()) {
      for (const rule of versions) {
        for (let hour = 0; hour < 9000; hour += 701) {
          const startedAt = new Date(Date.UTC(2025, 9, 1) + hour * 3_600_000 + 17_000);
          const pauses = [
            {
              from: new Date(startedAt.getTime() + 50_000_000),
              to: new Date(startedAt.getTime() + 222_000_000),
              reason: 'пауза',
            },
          ];
          const { explanation, dueAt } = computeDeadline({ startedAt, rule, calendar, zone, pauses });
          expect(deadlineExplanationSchema.parse(JSON.parse(JSON.stringify(explanation)))).toEqual(
            explanation,
          );
          expect(explanation.days.filter((day) => day.isDue)).toHaveLength(1);
          expect(explanation.due.at).toBe(dueAt.toISOString());
        }
      }
    }
  });
});
