import { sql } from 'kysely';
import { addDays } from '../../../shared/text/periods.ts';
import { demoId, findStaffActor } from '../../base/identity/index.ts';
import {
  changeGround,
  countIn,
  createGround,
  findSources,
  recordGroundResult,
} from '../../group/counted/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';

const query = undefined;
const body = undefined;

/** A decree that took messages of pits into account and is carried out. */
async function playAct(ctx: Ctx, on: string): Promise<void> {
  const act = await createGround(ctx, {
    body: { kind: 'act', title: 'Постановление о ремонте проезжей части', number: '317', on, url: '' },
  });
  const { rows } = await sql<{ number: string }>`
    SELECT number FROM cases.v_matter WHERE block = 'roads' AND fact_id = 'roads.pavement.pothole' AND merged_into IS NULL
    ORDER BY answered_at IS NULL, registered_at LIMIT 14`.execute(ctx.db);
  const params = { id: act.id };
  for (const { number } of rows)
    await countIn(ctx, {
      params,
      query,
      body: { kind: 'case', target: number, despite: 'Улица входит в перечень постановления' },
    });
  const words = 'Ямы на улицах, о которых писали жители, вошли в план ремонта и закрыты до снега.';
  const { version } = await changeGround(ctx, {
    params,
    query,
    body: { version: act.version, words, isShown: true },
  });
  await recordGroundResult(ctx, {
    params,
    query,
    body: { version, words: 'Все места перечня отремонтированы.', on: addDays(on, 20) },
  });
}

/** A line of the budget that took the result of a poll into account. */
async function playBudget(ctx: Ctx, on: string): Promise<void> {
  const { sources } = await findSources(ctx, {
    params: undefined,
    query: { kind: 'poll', words: undefined },
    body,
  });
  const poll = sources[0];
  if (!poll) return;
  const line = await createGround(ctx, {
    body: {
      kind: 'budget',
      title: 'Содержание улиц зимой',
      code: '0409',
      sum: 12_400_000,
      budgetYear: Number(on.slice(0, 4)) + 1,
      on,
      url: '',
    },
  });
  const params = { id: line.id };
  await countIn(ctx, {
    params,
    query,
    body: { kind: 'poll', target: poll.refId, despite: 'Опрос о тех же работах' },
  });
  await changeGround(ctx, {
    params,
    query,
    body: {
      version: line.version,
      words: 'В бюджет заложили уборку снега в том порядке, который выбрали жители.',
      isShown: true,
    },
  });
}

/** What residents of the demo city said and which decisions took it into account; their letters are of the past. */
export async function playCounted(services: Services): Promise<void> {
  const today = cityDay(services.config, services.now());
  const chair = await findStaffActor(services.database, demoId('person', 'chair'), today);
  if (!chair) return;
  await runMutation(services, { requestId: 'demo', ip: '', actor: chair }, async (ctx) => {
    await playAct(ctx, addDays(today, -30));
    await playBudget(ctx, addDays(today, -4));
    await sql`UPDATE counted.link SET told_at = made_at, result_told_at = made_at`.execute(ctx.db);
  });
}
