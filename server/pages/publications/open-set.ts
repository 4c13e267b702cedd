import { sql } from 'kysely';
import { defineOpenSet } from '../../base/open-data/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { makeTitle } from '../../messages/cases/index.ts';
import { type Place, readPlaces } from './places.ts';

const PAGE = 1000;

interface Variant {
  id: string;
  publication_id: string;
  page_id: string;
  said_text: string;
  url: string;
  published_at: Date;
  corrected_at: Date | null;
}

interface Row {
  variant: Variant;
  place: Place;
}

/** What stands on a page that is kept. Plan: the key of variants; then the corrections of each. */
async function readStanding(ctx: Ctx, narrowed: ReturnType<typeof sql>): Promise<Row[]> {
  const places = await readPlaces(ctx);
  const { rows } = await sql<Variant>`
    SELECT variant.id, variant.publication_id, variant.page_id, variant.said_text, variant.url, variant.published_at,
      (SELECT max(change.done_at) FROM publications.change
        WHERE change.variant_id = variant.id AND change.kind = 'correct' AND change.state = 'done') AS corrected_at
    FROM publications.variant
    WHERE variant.state = 'published' AND variant.url <> '' AND variant.page_id = ANY(${[...places.keys()]}::uuid[]) AND ${narrowed}
    ORDER BY variant.id LIMIT ${PAGE}`.execute(ctx.db);
  return rows.flatMap((variant) => {
    const place = places.get(variant.page_id);
    return place ? [{ variant, place }] : [];
  });
}

async function page(ctx: Ctx, after: string | null): Promise<{ rows: Row[]; next: string | null }> {
  const rows = await readStanding(ctx, after === null ? sql`true` : sql`variant.id > ${after}::uuid`);
  return { rows, next: rows.length === PAGE ? (rows.at(-1)?.variant.id ?? null) : null };
}

/** Posts of official pages as they stand: what was taken off is not among them. */
export const openPostSet = defineOpenSet<Row>({
  id: 'posts',
  title: 'Записи официальных страниц',
  description:
    'Что опубликовано через «Отклик» на официальных страницах города и его учреждений и стоит там сейчас, с днём исправления. Снятая запись выходит из набора.',
  keywords: ['официальные страницы', 'новости', 'социальные сети', 'госпаблики'],
  provenance: 'Публикации «Отклик»',
  periodicity: 'по мере изменений, сверяется не реже раза в час',
  primaryKey: ['id'],
  fields: [
    { name: 'id', title: 'Код записи', type: 'string', of: ({ variant }) => variant.id },
    {
      name: 'piece_id',
      title: 'Код текста: один у записей на разных страницах',
      type: 'string',
      isRequired: true,
      of: ({ variant }) => variant.publication_id,
    },
    { name: 'body', title: 'Чья страница', type: 'string', isRequired: true, of: ({ place }) => place.body },
    {
      name: 'network',
      title: 'Сеть',
      type: 'string',
      isRequired: true,
      of: ({ place }) => place.networkTitle,
    },
    {
      name: 'page',
      title: 'Страница',
      type: 'string',
      isRequired: true,
      of: ({ place }) => place.page.title,
    },
    { name: 'url', title: 'Адрес записи', type: 'uri', isRequired: true, of: ({ variant }) => variant.url },
    {
      name: 'title',
      title: 'Первое предложение',
      type: 'string',
      isRequired: true,
      of: ({ variant }) => makeTitle(variant.said_text),
    },
    {
      name: 'text',
      title: 'Текст',
      type: 'string',
      isRequired: true,
      of: ({ variant }) => variant.said_text,
    },
    {
      name: 'published_at',
      title: 'Опубликовано',
      type: 'datetime',
      isRequired: true,
      of: ({ variant }) => variant.published_at.toISOString(),
    },
    {
      name: 'corrected_at',
      title: 'Исправлено',
      type: 'datetime',
      of: ({ variant }) => variant.corrected_at?.toISOString() ?? null,
    },
  ],
  rows: {
    page,
    find: (ctx, keys) => readStanding(ctx, sql`variant.id = ANY(${[...keys]}::uuid[])`),
  },
});
