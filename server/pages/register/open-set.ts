import type { OpenBody } from '../../../shared/contract/pages/register-open.ts';
import { defineOpenSet } from '../../base/open-data/index.ts';
import { readOpen } from './open.ts';

interface Row {
  body: OpenBody;
  page: OpenBody['pages'][number];
}

/** The register of official pages as everybody reads it, a row a page. */
export const openPageSet = defineOpenSet<Row>({
  id: 'official-pages',
  title: 'Официальные страницы органов и учреждений',
  description:
    'Страницы, внесённые в реестр официальных: чья, в какой сети, подтверждена ли сетью, доказана ли метка «Госорганизация». Архивных и создаваемых страниц нет.',
  keywords: ['официальные страницы', 'госпаблики', 'социальные сети'],
  provenance: 'Реестр официальных страниц «Отклик»',
  periodicity: 'по мере изменений, сверяется не реже раза в час',
  primaryKey: ['unit_id', 'url'],
  fields: [
    { name: 'unit_id', title: 'Код органа или учреждения', type: 'string', of: ({ body }) => body.unitId },
    {
      name: 'body',
      title: 'Орган или учреждение',
      type: 'string',
      isRequired: true,
      of: ({ body }) => body.title,
    },
    { name: 'network', title: 'Сеть', type: 'string', isRequired: true, of: ({ page }) => page.network },
    {
      name: 'title',
      title: 'Название страницы',
      type: 'string',
      isRequired: true,
      of: ({ page }) => page.title,
    },
    { name: 'url', title: 'Адрес', type: 'uri', of: ({ page }) => page.url },
    {
      name: 'is_verified',
      title: 'Подтверждена сетью',
      type: 'boolean',
      isRequired: true,
      of: ({ page }) => page.isVerified,
    },
    {
      name: 'mark_on',
      title: 'День снимка, которым доказана метка',
      type: 'date',
      of: ({ page }) => page.markOn,
    },
  ],
  rows: async (ctx) => {
    const { bodies } = await readOpen(ctx);
    return bodies.flatMap((body) => body.pages.map((page) => ({ body, page })));
  },
});
