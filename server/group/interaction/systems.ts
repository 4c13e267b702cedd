import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/interaction.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { requireStaffName } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { keeps, nameOf } from './common.ts';
import { interactionPack } from './pack.ts';
import { type Exchange, judgeExchange } from './system-words.ts';

type System = Omit<contract.ConnectedSystem, 'responsible' | 'note'>;
type List = typeof contract.listSystems;

/** So many of the latest messages are looked through for refusals and the last one of a source: the table grows for years. */
const LATEST = 200_000;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function line(
  named: Pick<System, 'code' | 'title' | 'clause' | 'way' | 'words' | 'link'>,
  exchange: Exchange,
  now: Date,
): System {
  return {
    ...named,
    state: judgeExchange(exchange, now),
    lastAt: iso(exchange.lastAt),
    waiting: exchange.waiting,
    oldestWaitingAt: iso(exchange.oldestWaitingAt),
    errors: exchange.errors,
  };
}

/** Systems of the decree: ПОС by its tables; the others have no interface and nothing is exchanged with them yet. */
async function decreeSystems(ctx: Ctx): Promise<System[]> {
  const { rows } = await sql<{ at: Date; row_count: number; undecided: number }>`
    SELECT coalesce(compared_at, created_at) AS at, row_count, undecided FROM reconcile.v_snapshot
    ORDER BY created_at DESC LIMIT 1`.execute(ctx.db);
  const last = rows[0];
  return interactionPack.on(cityDay(ctx.config, ctx.now)).systems.map(({ code, title, clause, source }) => {
    const named = { code, title, clause };
    if (source === 'none')
      return {
        ...named,
        way: 'не подключена',
        state: 'none',
        lastAt: null,
        waiting: 0,
        link: null,
        errors: 0,
        oldestWaitingAt: null,
        words: 'Обмена нет: интерфейс не предоставлен. Реестр можно загрузить файлом',
      };
    const words = last
      ? `В последней таблице ${counted(last.row_count, 'строка', 'строки', 'строк')}, решения ждут ${formatNumber(last.undecided)}`
      : 'Таблиц ещё не приносили';
    return line(
      { ...named, way: 'таблицы из кабинета ПОС', words, link: '/staff/reconcile' },
      {
        isOn: true,
        lastAt: last?.at ?? null,
        waiting: last?.undecided ?? 0,
        errors: 0,
        oldestWaitingAt: last?.undecided ? last.at : null,
      },
      ctx.now,
    );
  });
}

async function sources(ctx: Ctx): Promise<System[]> {
  const { rows } = await sql<{
    id: string;
    title: string;
    is_active: boolean;
    waiting: number;
    oldest: Date | null;
    last: Date | null;
    refused: number;
  }>`
    WITH latest AS MATERIALIZED (
      SELECT source, received_at, state FROM channels.v_event_state
      WHERE id > (SELECT coalesce(max(id), 0) - ${LATEST} FROM channels.v_event_state)
    ), seen AS (
      SELECT source, max(received_at) AS last,
        count(*) FILTER (WHERE state = 'refused' AND received_at > ${ctx.now}::timestamptz - interval '7 days')::int AS refused
      FROM latest GROUP BY source
    ), queue AS (
      SELECT source, count(*)::int AS waiting, min(received_at) AS oldest FROM channels.v_event_state
      WHERE state = 'received' GROUP BY source
    )
    SELECT known.id, known.title, known.is_active, coalesce(waiting, 0) AS waiting, oldest, last, coalesce(refused, 0) AS refused
    FROM channels.v_source AS known LEFT JOIN seen ON seen.source = known.id LEFT JOIN queue ON queue.source = known.id
    ORDER BY known.title, known.id`.execute(ctx.db);
  return rows.map(({ id, title, is_active, waiting, oldest, last, refused }) =>
    line(
      {
        code: `source:${id}`,
        title,
        clause: null,
        way: 'присылает сообщения',
        link: '/staff/channels',
        words: refused > 0 ? `За неделю не принято ${formatNumber(refused)}` : '',
      },
      { isOn: is_active, lastAt: last, waiting, oldestWaitingAt: oldest, errors: refused },
      ctx.now,
    ),
  );
}

async function files(ctx: Ctx): Promise<System[]> {
  const { rows } = await sql<{
    last: Date | null;
    waiting: number;
    oldest: Date | null;
    failed: number;
    refused: number;
  }>`
    SELECT max(finished_at) FILTER (WHERE state = 'done') AS last,
      count(*) FILTER (WHERE state IN ('queued', 'reading', 'making'))::int AS waiting,
      min(created_at) FILTER (WHERE state IN ('queued', 'reading', 'making')) AS oldest,
      count(*) FILTER (WHERE state = 'failed' AND created_at > ${ctx.now}::timestamptz - interval '7 days')::int AS failed,
      coalesce(sum(refused) FILTER (WHERE created_at > ${ctx.now}::timestamptz - interval '7 days'), 0)::int AS refused
    FROM imports.v_load`.execute(ctx.db);
  const { last, waiting, oldest, failed, refused } = rows[0]!;
  const words = [
    failed > 0 ? `За неделю не загрузилось: ${counted(failed, 'файл', 'файла', 'файлов')}` : '',
    refused > 0 ? `Не принято: ${counted(refused, 'строка', 'строки', 'строк')}` : '',
  ];
  return [
    line(
      {
        code: 'files',
        title: 'Реестры из файлов',
        clause: 'гл. 2 п. 1',
        way: 'загрузка CSV, XLSX, JSONL',
        words: words.filter(Boolean).join('. '),
        link: '/staff/import',
      },
      { isOn: true, lastAt: last, waiting, oldestWaitingAt: oldest, errors: failed },
      ctx.now,
    ),
  ];
}

const letterTitles: Readonly<Record<string, string>> = {
  email: 'Электронная почта',
  sms: 'СМС',
  push: 'Уведомления браузера',
  max: 'MAX',
};

async function letters(ctx: Ctx): Promise<System[]> {
  const { rows } = await sql<{
    channel: string;
    waiting: number;
    oldest: Date | null;
    dead: number;
    last: Date | null;
  }>`
    SELECT channel, count(*) FILTER (WHERE state IN ('queued', 'held'))::int AS waiting,
      min(created_at) FILTER (WHERE state IN ('queued', 'held')) AS oldest,
      count(*) FILTER (WHERE state IN ('dead', 'unknown') AND state_at > ${ctx.now}::timestamptz - interval '7 days')::int AS dead,
      max(state_at) FILTER (WHERE state IN ('sent', 'shown')) AS last
    FROM outbox.v_letter_state WHERE created_at > ${ctx.now}::timestamptz - interval '30 days'
    GROUP BY channel ORDER BY channel`.execute(ctx.db);
  return rows.map(({ channel, waiting, oldest, dead, last }) =>
    line(
      {
        code: `letters:${channel}`,
        title: letterTitles[channel] ?? channel,
        clause: null,
        way: 'письма жителям и сотрудникам',
        link: '/staff/outbox',
        words: dead > 0 ? `За неделю не отправлено: ${counted(dead, 'письмо', 'письма', 'писем')}` : '',
      },
      { isOn: true, lastAt: last, waiting, oldestWaitingAt: oldest, errors: dead },
      ctx.now,
    ),
  );
}

async function allSystems(ctx: Ctx): Promise<System[]> {
  return [
    ...(await decreeSystems(ctx)),
    ...(await sources(ctx)),
    ...(await files(ctx)),
    ...(await letters(ctx)),
  ];
}

/** Route: every system, those of the decree first. */
export async function list(ctx: Ctx): Promise<RouteReplyInput<List>> {
  const [systems, owners] = await Promise.all([
    allSystems(ctx),
    ctx.db.selectFrom('interaction.system_owner').select(['system', 'person_name', 'note']).execute(),
  ]);
  const byCode = new Map(owners.map((owner) => [owner.system, owner]));
  return {
    systems: systems.map((system) => ({
      ...system,
      responsible: byCode.get(system.code)?.person_name ?? null,
      note: byCode.get(system.code)?.note ?? '',
    })),
    asOf: ctx.now.toISOString(),
    can: keeps(ctx) ? ['keep'] : [],
  };
}

type SetOwner = typeof contract.setSystemOwner;

/** Route: who answers for the exchange with a system. */
export async function setOwner(
  ctx: Ctx,
  { params, body }: HandlerInput<SetOwner>,
): Promise<RouteReplyInput<SetOwner>> {
  const known = (await allSystems(ctx)).some(({ code }) => code === params.code);
  if (!known) throw new AppError('lib.not-found', 'Такой системы нет. Обновите список.');
  const told = {
    person_id: body.personId,
    person_name: await requireStaffName(ctx, body.personId, 'personId'),
    note: body.note,
    changed_at: ctx.now,
    changed_by_name: nameOf(ctx),
  };
  await ctx.db
    .insertInto('interaction.system_owner')
    .values({ system: params.code, ...told })
    .onConflict((conflict) => conflict.column('system').doUpdateSet(told))
    .execute();
  ctx.audit({
    action: 'interaction.set-system-owner',
    object: 'system',
    objectId: params.code,
    data: { person: body.personId },
  });
  return { done: true };
}
