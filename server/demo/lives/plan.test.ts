import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Status } from '../../../shared/contract/messages/cases.ts';
import { makeCrew } from '../../../tests/support/demo-crew.ts';
import { startTerm } from '../../base/deadlines/index.ts';
import { isAllowed } from '../../lib/module/workflow.ts';
import { residentStatusTitle, triageStatuses } from '../../messages/cases/core/statuses.ts';
import { caseWorkflow, type MoveName } from '../../messages/cases/core/workflow.ts';
import { openWorld } from '../world/world.ts';
import type { DemoCase } from './demo-case.ts';
import { planCases } from './plan.ts';

const now = Date.parse('2026-11-25T09:00:00Z');
const world = openWorld('kamensk-uralsky', makeCrew());
const plan = (options: { seed?: string; count?: number; now?: number; days?: number } = {}): DemoCase[] => [
  ...planCases(world, { seed: '1', count: 3000, days: 90, now, ...options }),
];
const city = plan();
const hash = (cases: DemoCase[]): string => createHash('sha256').update(JSON.stringify(cases)).digest('hex');
const share = (part: number, whole: number) => part / whole;
const moves = (one: DemoCase) => one.events.filter(({ kind }) => kind === 'status');

describe('the same seed', () => {
  it('gives the same city, also after another was planned', () => {
    const small = { count: 300, days: 30 };
    const first = hash(plan(small));
    plan({ ...small, seed: '2' });
    expect(hash(plan(small))).toBe(first);
    expect(hash(plan({ ...small, seed: '2' }))).not.toBe(first);
  }, 30_000);
});

describe('every case', () => {
  it('changes its status only by moves of the table, each from where the former led', () => {
    for (const one of city) {
      let status: Status = 'moderation';
      for (const { data, visibility } of moves(one)) {
        const { from, to, move } = data as { from: Status; to: Status; move: MoveName };
        expect(from).toBe(status);
        expect(isAllowed(caseWorkflow, move, from) && caseWorkflow.moves[move].to.includes(to)).toBe(true);
        if (residentStatusTitle(from) === residentStatusTitle(to)) expect(visibility).toBe('staff');
        status = to;
      }
      expect(one.file.status).toBe(status);
      expect(one.file.closed_at !== null).toBe(caseWorkflow.states[status].isTerminal === true);
    }
  });

  it('goes forward in time, from its registration to now', () => {
    for (const { file, events, contacts, answers, ratings, clocks, photos, journal } of city) {
      const moments = events.map(({ at }) => at);
      expect(moments[0]).toBe(file.registered_at);
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
      const all = [
        ...moments,
        ...contacts.filter((contact) => contact.is_joiner).map((contact) => contact.received_at),
        ...answers.flatMap((one) => [one.created_at, one.reviewed_at ?? 0, one.decided_at ?? 0]),
        ...ratings.map(({ at }) => at),
        ...clocks.flatMap((clock) => [clock.started_at, clock.stopped_at ?? 0]),
        ...photos.map(({ at }) => at),
        ...journal.map(({ at }) => at),
      ];
      expect(Math.max(...all)).toBeLessThanOrEqual(now);
      expect(all.every(Number.isInteger)).toBe(true);
    }
  });

  it('has terms that the rules count, never before their start', () => {
    for (const { file, clocks } of city) {
      for (const clock of clocks) {
        expect(clock.due_at).toBeGreaterThanOrEqual(clock.started_at);
        if (clock.kind !== 'answer') continue;
        const term = startTerm(clock.rule_id, new Date(clock.started_at));
        expect(clock.due_at).toBe(term.dueAt.getTime());
        expect([clock.rule_version, clock.calendar_version]).toEqual([
          term.ruleVersion,
          term.calendarVersion,
        ]);
      }
      expect(clocks.filter(({ stopped_at }) => stopped_at === null).length).toBeLessThanOrEqual(1);
      expect(file.due_at).toBe(file.status.includes('forwarded') ? null : clocks.at(-1)!.due_at);
      const ids = clocks.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted());
    }
  });

  it('keeps its counts: joined people, returns, versions, ratings', () => {
    const merged = Map.groupBy(city, ({ file }) => file.merged_into);
    for (const { file, contacts, answers, ratings } of city) {
      const joiners = contacts.filter(({ is_joiner }) => is_joiner).length;
      expect(file.joined_count).toBe(joiners + (merged.get(file.id)?.length ?? 0));
      expect(file.rework_count).toBe(answers.filter(({ state }) => state === 'returned').length);
      expect(answers.map(({ version }) => version)).toEqual(answers.map((_, index) => index + 1));
      expect(answers.filter(({ state }) => state === file.status).length).toBe(
        file.status === 'review' || file.status === 'approval' ? 1 : 0,
      );
      if (file.status === 'answered') expect(file.answered_at).not.toBeNull();
      if (file.answered_at !== null) expect(answers.at(-1)!.state).toBe('released');
      expect(ratings.at(-1)?.score ?? null).toBe(file.rating);
      expect(ratings.every(({ contact_id }) => contact_id === contacts[0]!.id)).toBe(true);
      expect(file.status === 'deferred' ? file.promised_on : 'any').not.toBeNull();
    }
  });

  it('is in the journal from its registration on, a record for every move', () => {
    for (const one of city) {
      expect(one.journal[0]).toMatchObject({ action: 'cases.register', at: one.file.registered_at });
      const written = one.journal.map(({ action }) => action);
      for (const { data } of moves(one)) expect(written).toContain(`cases.${String(data.move)}`);
    }
  });
});

describe('the city as a whole', () => {
  it('has the numbers of its months one after another, in the order of registration', () => {
    expect(city).toHaveLength(3000);
    const last = new Map<string, number>();
    for (const { file } of city) {
      const [month, serial] = [file.number.slice(0, 7), Number(file.number.slice(8))];
      expect(serial).toBe((last.get(month) ?? 0) + 1);
      last.set(month, serial);
    }
    const moments = city.map(({ file }) => file.registered_at);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(new Set(city.flatMap((one) => [one.file.id, ...one.contacts.map(({ id }) => id)])).size).toBe(
      3000 + city.reduce((sum, { contacts }) => sum + contacts.length, 0),
    );
  });

  it('goes on from the numbers already given', () => {
    const [first] = planCases(world, { seed: '1', count: 5, days: 1, now, lastNumbers: { '2026-11': 411 } });
    expect(first!.file.number).toBe('2026-11-0412');
  });

  it('comes by the channels a city writes by', () => {
    const of = (...names: string[]) =>
      share(city.filter(({ file }) => names.includes(file.channel)).length, 3000);
    expect(of('pos')).toBeCloseTo(0.3, 1);
    expect(of('site_form')).toBeCloseTo(0.2, 1);
    expect(of('phone_call')).toBeGreaterThan(0.12);
    expect(of('social_post', 'social_comment')).toBeCloseTo(0.2, 1);
    expect(of('paper', 'reception')).toBeGreaterThan(0.02);
    expect(of('edds_112')).toBeGreaterThan(0.025);
    expect(of('epgu')).toBeGreaterThan(0.01);
  });

  it('writes of what the taxonomy says it writes of', () => {
    const weights = Map.groupBy(world.facts, ({ block }) => block);
    const known = city.filter(({ file }) => file.fact_id !== null);
    for (const [block, facts] of weights) {
      const expected = facts.reduce((sum, { weight }) => sum + weight, 0) / 10_000;
      const found = share(known.filter(({ file }) => file.block === block).length, known.length);
      // Seasons and accidents move the shares, not the order of things.
      expect(found, block).toBeGreaterThan(expected * 0.45);
      expect(found, block).toBeLessThan(expected * 2 + 0.03);
    }
  });

  it('names no place in about seven messages of a hundred', () => {
    const without = share(city.filter(({ file }) => file.lat === null).length, 3000);
    expect(without).toBeGreaterThan(0.045);
    expect(without).toBeLessThan(0.095);
    expect(city.some(({ file }) => file.district_id?.startsWith('villages.'))).toBe(true);
  });

  it('is rated by four in ten, at four of five', () => {
    const answered = city.filter(({ file }) => file.closed_at !== null && file.answered_at !== null);
    const rated = city.filter(({ file }) => file.rating !== null);
    expect(share(rated.length, answered.length)).toBeGreaterThan(0.38);
    expect(share(rated.length, answered.length)).toBeLessThan(0.55);
    const mean = rated.reduce((sum, { file }) => sum + file.rating!, 0) / rated.length;
    expect(mean).toBeGreaterThan(3.95);
    expect(mean).toBeLessThan(4.25);
  });

  it('has accidents: fourteen messages of one street within two days', () => {
    const heat = city.filter(
      ({ file }) => file.street_id === 'pr-pobedy' && file.body.match(/отоплен|батаре|тепл/iu),
    );
    const late = heat.filter(({ file }) => file.registered_at > now - 3 * 86_400_000);
    expect(late.length).toBeGreaterThanOrEqual(8);
    expect(city.filter(({ file }) => file.merged_into !== null).length).toBeGreaterThan(40);
  });
});

describe('the side paths', () => {
  const rows = <T>(pick: (one: DemoCase) => T[]): T[] => city.flatMap(pick);

  it('has promises kept, broken and coming, settled as the ledger settles them', () => {
    const promises = rows((one) => one.promises);
    const states = Map.groupBy(promises, ({ state }) => state);
    for (const state of ['kept', 'broken', 'open'] as const)
      expect(states.get(state)?.length, state).toBeGreaterThan(3);
    const today = new Date(now).toISOString().slice(0, 10);
    for (const { state, until, settled_at: settledAt } of promises) {
      expect(settledAt === null).toBe(state === 'open');
      if (state === 'open') expect(until >= today).toBe(true);
    }
    for (const { file, promises: own } of city)
      if (file.status === 'deferred')
        expect(own.at(-1)).toMatchObject({ state: 'open', until: file.promised_on });
  });

  it('has forwarded cases: with the body, closed by it, sent back; their clocks stand', () => {
    const sent = rows((one) => one.forwardings);
    expect(sent.filter((row) => row.returned_at !== null).length).toBeGreaterThan(0);
    expect(sent.filter((row) => row.closed_at !== null).length).toBeGreaterThan(3);
    for (const { file, forwardings, clocks } of city) {
      const isOut = forwardings.some((row) => row.returned_at === null && row.closed_at === null);
      expect(file.status === 'forwarded_out').toBe(isOut);
      if (isOut) expect(clocks.every((clock) => clock.stopped_at !== null)).toBe(true);
    }
  });

  it('has parts of co-executors, given before the answer goes to review', () => {
    expect(rows((one) => one.parts).length).toBeGreaterThan(20);
    for (const { file, parts, answers } of city) {
      expect(file.co_unit_ids).toBe(parts[0] ? `{${parts[0].unit_id}}` : null);
      if (parts.some(({ state }) => state === 'asked')) {
        expect(
          file.due_at! < now || parts[0]!.due_on >= new Date(parts[0]!.asked_at).toISOString().slice(0, 10),
        ).toBe(true);
        expect(answers.every(({ state }) => state === 'draft')).toBe(true);
      }
    }
  });

  it('has messages about two matters: the parts next to each other, one answer when both are ready', () => {
    const parts = Map.groupBy(
      city.filter(({ file }) => file.parent_id !== null),
      ({ file }) => file.parent_id!,
    );
    expect(parts.size).toBeGreaterThan(2);
    for (const [id, children] of parts) {
      const whole = city.find(({ file }) => file.id === id)!;
      expect(children).toHaveLength(2);
      for (const { file, contacts, ratings } of children) {
        expect(file.registered_at).toBeGreaterThanOrEqual(whole.file.registered_at);
        expect(file).toMatchObject({ address: whole.file.address, regime: whole.file.regime });
        expect(contacts.every(({ phone, email }) => phone === null && email === null)).toBe(true);
        expect(ratings).toEqual([]);
      }
      const isReady = children.every(({ file }) => file.closed_at !== null);
      if (!isReady) expect(whole.file.status).toBe('in_work');
      if (whole.answers.length > 0) expect(isReady).toBe(true);
    }
  });

  it('has interim answers, marked passages, questions and disputed refusals', () => {
    expect(rows((one) => one.interims).filter(({ state }) => state === 'released').length).toBeGreaterThan(5);
    expect(rows((one) => one.marks).length).toBeGreaterThan(10);
    for (const { marks, answers } of city)
      for (const mark of marks) {
        const answer = answers.find(({ id }) => id === mark.answer_id)!;
        expect(answer.state).toBe('returned');
        expect(answer.body.slice(mark.start_at, mark.end_at)).toBe(mark.quote);
      }
    expect(city.filter(({ file }) => file.status === 'clarification').length).toBeGreaterThan(3);
    const disputed = city.filter((one) => moves(one).some(({ data }) => data.move === 'appeal-rejection'));
    expect(disputed.length).toBeGreaterThan(3);
  });
});

describe('what waits when the demo is opened', () => {
  it.each([
    ['a working afternoon', '2026-11-25T09:00:00Z'],
    ['a night', '2026-11-24T20:00:00Z'],
    ['a Sunday', '2026-11-29T07:00:00Z'],
    ['the New Year holidays', '2027-01-04T05:00:00Z'],
    ['summer', '2026-07-15T09:00:00Z'],
  ])(
    'looks alive in %s',
    (_, iso) => {
      const at = Date.parse(iso);
      const cases = plan({ now: at }).map(({ file }) => file);
      const inbox = cases.filter((file) => (triageStatuses as readonly string[]).includes(file.status));
      const waiting = inbox.filter((file) => file.snoozed_until === null);
      expect(waiting.length).toBeGreaterThanOrEqual(40);
      expect(waiting.length).toBeLessThanOrEqual(62);
      expect(inbox.length - waiting.length).toBe(8);
      const approval = cases.filter((file) => file.status === 'approval').length;
      expect(approval).toBeGreaterThanOrEqual(3);
      expect(approval).toBeLessThanOrEqual(26);
      const overdue = cases.filter(
        (file) => !file.answered_at && !file.closed_at && file.due_at !== null && file.due_at < at,
      ).length;
      expect(overdue).toBeGreaterThanOrEqual(8);
      expect(overdue).toBeLessThanOrEqual(75);
      // «Сделано рядом» needs three of the latest sixty with both photos.
      expect(
        cases.filter((file) => file.published_at !== null && file.outcome === 'solved').length,
      ).toBeGreaterThan(100);
    },
    60_000,
  );
});
