import { z } from 'zod';
import { pollFields } from '../../../shared/contract/participation/polls.ts';
import { itemAt } from '../../../shared/lists.ts';
import type { YardPlan } from '../scenes/yard-plans.ts';

/** What the demo city asks its residents. */

export const demoPollFields = z.object(pollFields);
export type DemoPollFields = z.input<typeof demoPollFields>;

/** Days from today, and local times in them. */
interface Days {
  on: (days: number, time: string) => Date;
  day: (days: number) => string;
}

export const yards: readonly { plan: YardPlan; title: string; about: string; cost: number; alt: string }[] = [
  {
    plan: 'playground',
    title: 'Двор на Суворова, 31',
    about: 'Новая детская площадка, качели и горка, мягкое покрытие',
    cost: 7_800_000,
    alt: 'Эскиз: качели и горка на песчаной площадке',
  },
  {
    plan: 'court',
    title: 'Двор на Титова, 10–14',
    about: 'Спортивная коробка с ограждением, освещение до 22:00',
    cost: 9_400_000,
    alt: 'Эскиз: спортивная коробка с сеткой и кольцом',
  },
  {
    plan: 'alley',
    title: 'Двор на Каменской, 82',
    about: 'Аллея с лавочками и фонарями, 24 новых дерева',
    cost: 6_100_000,
    alt: 'Эскиз: аллея с деревьями, лавочками и фонарями',
  },
];

export const yardsPoll = (
  play: Days,
  files: readonly { fileId: string; token: string }[],
): DemoPollFields => ({
  kind: 'single-choice',
  title: 'Какой двор обновить в 2027 году?',
  matter: 'какой двор благоустроят летом 2027 года',
  isBinding: true,
  outcome: 'Деньги в бюджете есть',
  afterwards: 'опубликуем итог и решение',
  resultBy: play.day(10),
  opensAt: play.on(-12, '09:00').toISOString(),
  closesAt: play.on(6, '20:00').toISOString(),
  audience: { minAge: 14, districtIds: [], level: 'social' },
  asks: { district: true, age: false },
  questions: [
    {
      id: 'yard',
      kind: 'photo',
      title: 'Какой двор обновить в 2027 году?',
      isShuffled: true,
      hasUnsure: true,
      options: yards.map(({ plan, title, about, cost, alt }, place) => ({
        id: plan,
        title,
        about,
        cost,
        alt,
        ...itemAt(files, place),
      })),
    },
  ],
});

export const snowPoll = (play: Days): DemoPollFields => ({
  kind: 'rating',
  title: 'Как убирают снег в вашем районе?',
  matter: 'какие места чистить первыми',
  isBinding: false,
  outcome: 'Итог учтут в задании подрядчикам на январь',
  afterwards: 'опубликуем итог и скажем, что меняем',
  resultBy: play.day(-20),
  opensAt: play.on(-43, '09:00').toISOString(),
  closesAt: play.on(-25, '20:00').toISOString(),
  audience: { minAge: 14, districtIds: [], level: 'social' },
  asks: { district: true, age: true },
  isWeighted: true,
  questions: [
    {
      id: 'mark',
      kind: 'scale',
      title: 'Оцените уборку снега',
      steps: 5,
      lowTitle: 'плохо',
      highTitle: 'хорошо',
      hasUnsure: true,
    },
    {
      id: 'first',
      kind: 'multi',
      title: 'Что чистить первым?',
      most: 2,
      isShuffled: true,
      hasUnsure: true,
      options: [
        { id: 'paths', title: 'Тротуары к школам и садам' },
        { id: 'stops', title: 'Остановки' },
        { id: 'yards', title: 'Проезды во дворах' },
        { id: 'stairs', title: 'Лестницы и спуски' },
      ],
    },
    { id: 'words', kind: 'text', title: 'Что заметили вы?', isRequired: false },
  ],
});

const common = {
  isBinding: false,
  outcome: 'Итог учтут при составлении плана',
  afterwards: 'опубликуем итог и ответим на предложения',
  asks: { district: true, age: true },
  audience: { minAge: 14, districtIds: [], level: 'social' as const },
};

export const busPoll = (play: Days): DemoPollFields => ({
  ...common,
  kind: 'survey',
  title: 'Каким автобусным маршрутам нужен вечерний рейс?',
  matter: 'после которого часа пускать последний автобус',
  resultBy: play.day(25),
  opensAt: play.on(3, '09:00').toISOString(),
  closesAt: play.on(20, '20:00').toISOString(),
  questions: [
    {
      id: 'rides',
      kind: 'single',
      title: 'Ездите ли вы после девяти вечера?',
      options: [
        { id: 'often', title: 'Каждую неделю' },
        { id: 'seldom', title: 'Реже' },
        { id: 'never', title: 'Нет' },
      ],
      hasUnsure: true,
    },
    {
      id: 'route',
      kind: 'multi',
      title: 'Какой маршрут продлить?',
      hasUnsure: true,
      options: ['3', '7', '12', '19'].map((number) => ({
        id: `bus-${number}`,
        title: `Маршрут ${number}`,
      })),
      showIf: [{ questionId: 'rides', anyOf: ['often', 'seldom'] }],
    },
    {
      id: 'where',
      kind: 'point',
      title: 'С какой остановки вы едете?',
      isRequired: false,
      showIf: [{ questionId: 'rides', anyOf: ['often', 'seldom'] }],
    },
  ],
});

export const squarePoll = (play: Days): DemoPollFields => ({
  ...common,
  kind: 'survey',
  title: 'Что поставить в сквере на Алюминиевой?',
  matter: 'состав площадки в сквере',
  resultBy: play.day(40),
  opensAt: play.on(8, '09:00').toISOString(),
  closesAt: play.on(30, '20:00').toISOString(),
  questions: [
    {
      id: 'order',
      kind: 'ranking',
      title: 'Расставьте по важности',
      isShuffled: true,
      hasUnsure: true,
      options: ['Детская площадка', 'Тренажёры', 'Лавочки и тень', 'Площадка для собак'].map(
        (title, place) => ({ id: `o${place}`, title }),
      ),
    },
  ],
});

/** Of two things at once: what the constructor warns of. */
export const clinicPoll: DemoPollFields = {
  ...common,
  kind: 'rating',
  title: 'Довольны ли вы работой поликлиники?',
  questions: [{ id: 'mark', kind: 'scale', title: 'Довольны ли вы записью и вежливостью?', steps: 5 }],
};
