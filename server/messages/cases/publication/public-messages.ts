import { sql } from 'kysely';
import { defineOpenSet } from '../../../base/open-data/index.ts';
import { findBlock, findFact } from '../../../base/taxonomy/index.ts';
import { districtTitle, publicPlace } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { mapShape } from '../core/map-shape.ts';
import { publicTitle } from './open-matters.ts';
import { publicCases } from './public-cases.ts';

const PAGE = 1000;

const select = (ctx: Ctx) =>
  publicCases(ctx)
    .select(['id', 'number', 'title', 'fact_id', 'block', 'address', 'is_home', 'lat', 'lon', 'district_id'])
    .select(['registered_at', 'due_at', 'answered_at', 'outcome', 'joined_count'])
    .select(mapShape(ctx.now).as('shape'));

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

/** The oldest first. Plan: case_file_published. */
async function page(ctx: Ctx, after: string | null): Promise<{ rows: Row[]; next: string | null }> {
  const rows = await select(ctx)
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(registered_at, id) > (SELECT registered_at, id FROM cases.case_file WHERE id = ${after}::uuid)`,
      ),
    )
    .orderBy('registered_at')
    .orderBy('id')
    .limit(PAGE)
    .execute();
  return { rows, next: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null };
}

const find = (ctx: Ctx, keys: readonly string[]): Promise<Row[]> =>
  select(ctx)
    .where(sql<boolean>`number = ANY(${[...keys]}::text[])`)
    .execute();

/** Published messages one by one: what the map tells of each, and of a home less than the map. */
export const publicMessages = defineOpenSet<Row>({
  id: 'public-messages',
  title: 'Опубликованные сообщения жителей',
  description:
    'Сообщения, которые житель разрешил показать, а модератор показал: тема, место, состояние, сроки и итог. Текста сообщения, имён, контактов и фото нет. Место у дома заявителя сдвинуто на сетку 150 м, вместо заголовка — тема, вместо адреса — улица. Скрытое сообщение выходит из набора сразу.',
  keywords: ['сообщения жителей', 'городские проблемы', 'благоустройство', 'ЖКХ', 'дороги'],
  provenance: 'Реестр сообщений «Отклик»',
  periodicity: 'по мере изменений, сверяется не реже раза в час',
  primaryKey: ['number'],
  fields: [
    { name: 'number', title: 'Номер сообщения', type: 'string', of: (row) => row.number },
    {
      name: 'path',
      title: 'Страница сообщения на сайте',
      type: 'string',
      isRequired: true,
      of: (row) => `/m/${row.number}`,
    },
    {
      name: 'title',
      title: 'Заголовок без личных данных; у дома заявителя — тема',
      type: 'string',
      isRequired: true,
      of: publicTitle,
    },
    { name: 'block_id', title: 'Код темы верхнего уровня', type: 'string', of: (row) => row.block },
    {
      name: 'block',
      title: 'Тема верхнего уровня',
      type: 'string',
      of: (row) => findBlock(row.block ?? '')?.title ?? null,
    },
    { name: 'topic_id', title: 'Код темы', type: 'string', of: (row) => row.fact_id },
    { name: 'topic', title: 'Тема', type: 'string', of: (row) => findFact(row.fact_id ?? '')?.title ?? null },
    { name: 'district_id', title: 'Код района', type: 'string', of: (row) => row.district_id },
    {
      name: 'district',
      title: 'Район',
      type: 'string',
      of: (row) => (row.district_id ? districtTitle(row.district_id) : null),
    },
    {
      name: 'address',
      title: 'Адрес без квартиры; у дома заявителя — улица',
      type: 'string',
      of: (row) => publicPlace(row).address,
    },
    {
      name: 'lat',
      title: 'Широта; у дома заявителя — узел сетки 150 м',
      type: 'number',
      of: (row) => publicPlace(row).lat,
    },
    {
      name: 'lon',
      title: 'Долгота; у дома заявителя — узел сетки 150 м',
      type: 'number',
      of: (row) => publicPlace(row).lon,
    },
    {
      name: 'state',
      title:
        'Состояние: new — новое, work — в работе, overdue — срок ответа прошёл, solved — решено, answered — отвечено без «решено»',
      type: 'string',
      isRequired: true,
      words: ['new', 'work', 'overdue', 'solved', 'answered'],
      of: (row) => row.shape,
    },
    {
      name: 'registered_at',
      title: 'Зарегистрировано',
      type: 'datetime',
      isRequired: true,
      of: (row) => row.registered_at.toISOString(),
    },
    {
      name: 'due_at',
      title: 'Срок ответа',
      type: 'datetime',
      of: (row) => row.due_at?.toISOString() ?? null,
    },
    {
      name: 'answered_at',
      title: 'Дан ответ',
      type: 'datetime',
      of: (row) => row.answered_at?.toISOString() ?? null,
    },
    { name: 'outcome', title: 'Итог ответа', type: 'string', of: (row) => row.outcome },
    {
      name: 'joined',
      title: 'Сколько жителей присоединилось',
      type: 'integer',
      isRequired: true,
      of: (row) => row.joined_count,
    },
  ],
  rows: { page, find },
});

/** Keys of cases that may have been given. Plan: the key. */
export async function openKeysOf(ctx: Ctx, caseIds: readonly string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select('number')
    .where(sql<boolean>`id = ANY(${[...caseIds]}::uuid[])`)
    .execute();
  return rows.map(({ number }) => number);
}
