import { z } from 'zod';
import { isInn, isOgrn } from '../../text/requisites.ts';
import { personText } from '../messages/cases.ts';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** «Наш город»: what the installation is. Every save is an edition of its own; papers name the one they were printed by. */

const said = (max: number) => personText(max).default('');

/** A name in the cases papers and pages put it in: «что», «администрация чего», «в чём». */
const nameCases = z.object({ nominative: said(200), genitive: said(200), prepositional: said(200) });
export type NameCases = z.output<typeof nameCases>;

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('ru', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const email = said(200).refine(
  (text) => text === '' || z.email().safeParse(text).success,
  'Адрес почты записан неверно, пример: priem@город.рф',
);

const site = said(200).refine(
  (text) => text === '' || /^https?:\/\/[^\s/]+\.\S+$/u.test(text),
  'Адрес целиком, с https://',
);

export const cityCard = z.object({
  names: z.object({
    /** The whole municipality: «Каменск-Уральский городской округ». */
    title: nameCases.refine(({ nominative }) => nominative !== '', {
      error: 'Назовите муниципальное образование',
      path: ['nominative'],
    }),
    /** The town as people call it: «Каменск-Уральский». */
    town: nameCases,
  }),
  region: said(200),
  /** IANA zone in which days and working hours are counted. */
  zone: said(60).refine(isZone, 'Такого часового пояса нет'),
  organisation: z.object({
    full: said(300),
    short: said(150),
    /** Under the name on a letterhead: address, telephone. */
    lines: z.array(personText(200)).max(4, 'Не больше четырёх строк'),
    /** Where papers are made: «г. Каменск-Уральский». */
    place: said(100),
    inn: said(12).refine((text) => text === '' || isInn(text), 'ИНН организации — 10 цифр; проверьте их'),
    ogrn: said(15).refine((text) => text === '' || isOgrn(text), 'ОГРН — 13 цифр; проверьте их'),
    address: said(300),
    phone: said(60),
    email,
    site,
  }),
  /** Who answers for personal data before residents. */
  operator: z.object({ name: said(300), address: said(300), contact: said(300) }),
  /** Who signs papers where nobody else is named. */
  signer: z.object({ position: said(200), name: said(150) }),
  /** The picture of the arms by its mark; null = the emblem of the program stands in its place. */
  arms: z
    .string()
    .regex(/^[0-9a-f]{64}$/u, 'Такой картинки нет')
    .nullable(),
});
export type CityCard = z.output<typeof cityCard>;

const editionHead = z.object({
  version: z.number(),
  at: instant,
  by: z.string(),
  reason: z.string(),
  /** Fields that differ from the edition before, as they stand in the card: `organisation.inn`. */
  changed: z.array(z.string()),
});
export type CityEditionHead = z.output<typeof editionHead>;

const cardState = z.object({
  /** null = nothing has been said of the city yet. */
  card: cityCard.nullable(),
  /** 0 = there is no edition yet. */
  version: z.number(),
  /** The zone the server counts in now: another one of the card comes into force with its next start. */
  zoneInForce: z.string(),
  /** The latest first. */
  history: z.array(editionHead),
});
export type CityCardState = z.output<typeof cardState>;

const manage = { permission: 'our-city.manage' } as const;

export const readCard = defineRoute({
  id: 'our-city.read-card',
  method: 'GET',
  path: '/api/our-city',
  access: manage,
  summary: 'Карточка города: нынешняя редакция и история',
  reply: cardState,
});

export const readCityEdition = defineRoute({
  id: 'our-city.read-edition',
  method: 'GET',
  path: '/api/our-city/editions/:version',
  access: manage,
  summary: 'Карточка города, какой она была',
  params: z.object({ version: z.coerce.number('Нужен номер редакции').int().min(1).max(1_000_000) }),
  reply: editionHead.extend({ card: cityCard }),
});

export const saveCard = defineRoute({
  id: 'our-city.save-card',
  method: 'PUT',
  path: '/api/our-city',
  access: manage,
  summary: 'Сохранить карточку города новой редакцией',
  body: z.object({ version: z.number().int().min(0), reason: said(300), card: cityCard }),
  reply: cardState,
});

export const suggestNameCases = defineRoute({
  id: 'our-city.suggest-cases',
  method: 'GET',
  path: '/api/our-city/cases',
  access: manage,
  summary: 'Падежи названия, как их предлагает программа',
  query: z.object({ nominative: personText(200).min(1, 'Впишите название') }),
  reply: nameCases,
});

export const uploadArms = defineRoute({
  id: 'our-city.upload-arms',
  method: 'POST',
  path: '/api/our-city/arms',
  access: manage,
  summary: 'Загрузить герб: PNG или JPEG до 5 МБ',
  upload: true,
  reply: z.object({ id: z.string(), width: z.number(), height: z.number() }),
});

export const readArms = defineRoute({
  id: 'our-city.get-arms',
  method: 'GET',
  path: '/api/our-city/arms/:id',
  access: 'public',
  beforeOpening: true,
  summary: 'Герб города картинкой',
  params: z.object({ id: z.string().regex(/^[0-9a-f]{64}$/u, 'Такой картинки нет') }),
  reply: z.unknown(),
  download: true,
});
