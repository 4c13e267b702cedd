import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCommentRules } from '../../../shared/contract/monitoring/moderation-rules.ts';
import {
  type ModerationSteps,
  openModerationSteps,
} from '../../../tests/support/networks/moderation-story.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { appealTerms, secondTerms } from './clock-subject.ts';
import { retireCommentRule, saveCommentRule, seedCommentRules } from './rules.ts';

/** Versions of published rules as they are written, and the terms of whoever judges by them. */

let steps: ModerationSteps;

beforeAll(async () => {
  steps = await openModerationSteps();
  steps.at('09:00');
});
afterAll(() => steps.m.server.close());

interface Told {
  action: string;
  objectId: string;
  data?: unknown;
}

const versions = async (number: number) =>
  JSON.parse(
    JSON.stringify(
      (
        await steps.m.server.asOwner(
          `SELECT version, title, text, needs_second, is_retired, in_force_at, ground, made_at FROM moderation.rule WHERE number = ${number} ORDER BY version`,
        )
      ).rows,
    ),
  );

type Body = Parameters<typeof saveCommentRule>[1]['body'];
const body = (given: Partial<Body> = {}): Body => ({
  number: null,
  title: 'Ссылки на продажу',
  text: 'Не оставляйте ссылок на то, что продаётся.',
  needsSecond: true,
  version: 0,
  validFrom: '2026-11-24',
  ground: 'постановление № 7',
  ...given,
});

async function save(given: Partial<Body> = {}): Promise<{ told: Told[]; number: number }> {
  const told: Told[] = [];
  const list = await asSystem(steps.m.server, (ctx) =>
    saveCommentRule({ ...ctx, audit: ((line: Told) => void told.push(line)) as typeof ctx.audit }, {
      body: body(given),
    } as never),
  );
  return { told, number: Math.max(...list.rules.map(({ number }) => number)) };
}
const retire = (number: number, given: Partial<Body>): Promise<Told[]> => {
  const told: Told[] = [];
  return asSystem(steps.m.server, async (ctx) => {
    await retireCommentRule({ ...ctx, audit: ((line: Told) => void told.push(line)) as typeof ctx.audit }, {
      params: { number },
      body: body(given),
    } as unknown as Parameters<typeof retireCommentRule>[1]);
    return told;
  });
};

describe('a rule', () => {
  test('of today begins now, one of another day at its midnight; each version says what it was before', async () => {
    const { told, number } = await save();
    expect(await versions(number)).toEqual([
      {
        version: 1,
        title: 'Ссылки на продажу',
        text: 'Не оставляйте ссылок на то, что продаётся.',
        needs_second: true,
        is_retired: false,
        in_force_at: '2026-11-24T09:00:00.000Z',
        ground: 'постановление № 7',
        made_at: '2026-11-24T09:00:00.000Z',
      },
    ]);
    const data = { title: body().title, text: body().text, from: '2026-11-24', ground: body().ground };
    expect(told).toMatchObject([
      { action: 'moderation.save-rule', objectId: String(number), data: { ...data, before: null } },
    ]);
    const next = {
      number,
      version: 1,
      text: 'Не оставляйте ссылок на продажу чего бы то ни было.',
      needsSecond: false,
    };
    const second = await save({ ...next, validFrom: '2026-11-26' });
    expect(second.number).toBe(number);
    expect(second.told).toMatchObject([{ data: { text: next.text, before: body().text } }]);
    expect((await versions(number))[1]).toMatchObject({
      version: 2,
      text: next.text,
      needs_second: false,
      in_force_at: '2026-11-25T19:00:00.000Z',
    });
    expect((await save()).number).toBe(number + 1);
  });

  test('is retired from a day on, once, and stays as it was written', async () => {
    const { number } = await save();
    const told = await retire(number, { version: 1, validFrom: '2026-11-27', ground: 'постановление № 8' });
    expect(told).toMatchObject([
      {
        action: 'moderation.retire-rule',
        objectId: String(number),
        data: { title: body().title, from: '2026-11-27', ground: 'постановление № 8' },
      },
    ]);
    const [first, second] = await versions(number);
    expect(second).toEqual({
      ...first,
      version: 2,
      is_retired: true,
      in_force_at: '2026-11-26T19:00:00.000Z',
      ground: 'постановление № 8',
    });
    await expect(retire(number, { version: 2, validFrom: '2026-11-28' })).rejects.toThrow(/уже отменено/u);
  });

  test('begins never in the past, nor before the version it follows, nor over one that was not seen', async () => {
    await expect(save({ validFrom: '2026-11-23' })).rejects.toThrow();
    const { number } = await save({ validFrom: '2026-11-30' });
    await expect(save({ number, version: 1, validFrom: '2026-11-29' })).rejects.toMatchObject({
      fields: { validFrom: expect.stringMatching(/раньше прежней/u) },
    });
    await expect(save({ number, version: 0, validFrom: '2026-12-01' })).rejects.toMatchObject({
      code: 'lib.changed-meanwhile',
    });
    await expect(save({ number: 900, version: 1 })).rejects.toMatchObject({ code: 'lib.not-found' });
    await expect(save({ text: 'Не пишите, что власть плохая и бездействует.' })).rejects.toThrow();
    expect(await versions(number)).toHaveLength(1);
  });

  test('of the starting set is brought in once, and never over what a person has made of it', async () => {
    const seed = () => asSystem(steps.m.server, seedCommentRules);
    const count = async () =>
      (await steps.m.server.asOwner('SELECT count(*)::int AS n FROM moderation.rule')).rows[0].n;
    const before = await count();
    await seed();
    expect(await count()).toBe(before);
    const [first] = await versions(1);
    expect(first).toMatchObject({
      version: 1,
      ground: expect.stringMatching(/^начальный набор: /u),
      is_retired: false,
    });
    await steps.m.server.asOwner(`ALTER TABLE moderation.rule DISABLE TRIGGER rule_append_only;
      DELETE FROM moderation.rule WHERE number = 6; ALTER TABLE moderation.rule ENABLE TRIGGER rule_append_only`);
    await seed();
    expect(await versions(6)).toMatchObject([{ version: 1, is_retired: false }]);
    expect(await count()).toBe(before);
  });

  test('gives way to another of the same day, which is written right after it', async () => {
    const { number } = await save({ validFrom: '2026-11-30' });
    await save({ number, version: 1, validFrom: '2026-11-30', title: 'Ссылки' });
    const [first, second] = await versions(number);
    expect(second).toMatchObject({ version: 2, title: 'Ссылки', in_force_at: first.in_force_at });
  });

  test('saved by two people at once is two rules, and one that two retire is retired by one of them', async () => {
    // The second begins while what the first wrote is not there for it yet.
    const begun: Promise<unknown>[] = [];
    const beside = async (first: (ctx: Ctx) => Promise<unknown>, other: () => Promise<unknown>) =>
      asSystem(steps.m.server, async (ctx) => {
        const done = await first(ctx);
        begun.push(other().catch((error: unknown) => error));
        await setTimeout(150);
        return done;
      });
    const kept = { params: {}, body: body() } as never;
    await beside((ctx) => saveCommentRule(ctx, kept), save);
    const { number } = (await begun[0]) as Awaited<ReturnType<typeof save>>;
    expect([await versions(number - 1), await versions(number)]).toMatchObject([
      [{ version: 1 }],
      [{ version: 1 }],
    ]);
    const retired = { params: { number }, body: body({ version: 1 }) } as never;
    await beside(
      (ctx) => retireCommentRule(ctx, retired),
      () => retire(number, { version: 1 }),
    );
    expect(await begun[1]).toMatchObject({ code: 'lib.changed-meanwhile' });
    expect(await versions(number)).toHaveLength(2);
  });

  test('is for those who keep rules to change, and for all who see decisions to read', async () => {
    const { m } = steps;
    const may = async (cookie: string) => (await m.server.call(listCommentRules, {}, cookie)).can;
    expect(await may(m.chair)).toEqual(['save', 'retire']);
    expect(await may(m.operator)).toEqual([]);
  });

  test.each(['title', 'text'] as const)('is not about criticism, in its %s either', async (field) => {
    await expect(save({ [field]: 'Не пишите, что власть плохая' })).rejects.toMatchObject({
      fields: { [field]: expect.stringMatching(/власть/u) },
    });
  });
});

describe('whoever judges is told', () => {
  const told = (subject: typeof appealTerms) => asSystem(steps.m.server, (ctx) => subject.terms(ctx));
  const judges = [{ may: 'moderation.judge' }];

  test('of objections that nobody has decided, but not who took the comment off or looked second', async () => {
    const { m } = steps;
    const act = await m.hidden();
    await m.appeal(act);
    const decided = await m.hidden();
    await m.appeal(decided);
    await m.decide(await m.readAct(decided.id, m.approver), 'upheld');
    const [term, ...more] = await told(appealTerms);
    expect(more).toEqual([]);
    expect(term).toMatchObject({
      id: act.id,
      clock: 'moderation-appeal',
      startedAt: new Date('2026-11-24T09:00:00Z'),
      dueAt: new Date('2026-11-27T18:59:59Z'),
      name: `Возражение по решению ${act.number}`,
      path: `/staff/moderation/${act.id}`,
      notTo: [expect.stringMatching(/^staff:/u), null],
    });
    expect(['owner', 'coordinator', 'head'].map((word) => term?.whom(word as 'owner', term.clock))).toEqual([
      judges,
      judges,
      undefined,
    ]);
  });

  test('of second looks that wait, and each kind by its own name', async () => {
    const { m } = steps;
    const act = await m.hide(await m.advertise(), 2);
    expect(await told(secondTerms)).toMatchObject([
      {
        id: act.id,
        clock: 'moderation-second',
        startedAt: new Date('2026-11-24T09:00:00Z'),
        name: `Второй взгляд на решение ${act.number}`,
      },
    ]);
    for (const [subject, other] of [
      [appealTerms, secondTerms],
      [secondTerms, appealTerms],
    ] as const) {
      expect(subject.title(subject.kind)).toMatch(/[а-я]/u);
      expect(subject.title(other.kind)).toBeUndefined();
    }
  });
});
