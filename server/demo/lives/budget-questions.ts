import type { DemoPollFields } from './poll-questions.ts';

/** Sums the demo city shares out among projects. */

interface Days {
  on: (days: number, time: string) => Date;
  day: (days: number) => string;
}

const common = {
  kind: 'budget-vote',
  isBinding: true,
  outcome: 'Деньги в бюджете есть',
  afterwards: 'опубликуем, какие проекты получат деньги, и решение',
  audience: { minAge: 16, districtIds: [], level: 'social' },
  asks: { district: true, age: false },
} satisfies Partial<DemoPollFields>;

/** Runs now. */
export const initiativePoll = (play: Days): DemoPollFields => ({
  ...common,
  title: 'На что потратить 12 млн ₽ инициативного бюджета?',
  matter: 'какие проекты жителей сделают в 2027 году',
  resultBy: play.day(16),
  opensAt: play.on(-5, '09:00').toISOString(),
  closesAt: play.on(9, '20:00').toISOString(),
  questions: [
    {
      id: 'money',
      kind: 'budget',
      title: 'На что потратить 12 млн ₽ инициативного бюджета?',
      hint: 'Соберите проекты, которые вместе помещаются в эту сумму.',
      total: 12_000_000,
      isShuffled: true,
      options: [
        {
          id: 'slope',
          title: 'Лестница к Исети',
          place: 'Красногорский район, у моста',
          about: 'Ступени с перилами и пандусом вместо тропы',
          cost: 4_200_000,
        },
        {
          id: 'dogs',
          title: 'Площадка для собак',
          place: 'Синарский район, парк у реки',
          about: 'Ограда, свет, снаряды',
          cost: 1_800_000,
        },
        {
          id: 'stage',
          title: 'Сцена в сквере',
          place: 'Красногорский район',
          about: 'Навес, электричество, скамьи на двести человек',
          cost: 5_600_000,
        },
        {
          id: 'light',
          title: 'Свет на дороге к школе',
          place: 'Посёлок у переезда',
          about: 'Четырнадцать фонарей вдоль тротуара',
          cost: 3_100_000,
        },
        {
          id: 'rink',
          title: 'Каток с прокатом',
          place: 'Синарский район, стадион',
          about: 'Лёд, тёплая раздевалка, прокат коньков',
          cost: 6_400_000,
        },
      ],
    },
  ],
});

/** Over: two projects were even, and a person had to say which comes first. */
export const parksPoll = (play: Days): DemoPollFields => ({
  ...common,
  title: 'Какие скверы привести в порядок на 10 млн ₽?',
  matter: 'какие скверы приведут в порядок этим летом',
  resultBy: play.day(-66),
  opensAt: play.on(-90, '09:00').toISOString(),
  closesAt: play.on(-70, '20:00').toISOString(),
  questions: [
    {
      id: 'money',
      kind: 'budget',
      title: 'Какие скверы привести в порядок на 10 млн ₽?',
      total: 10_000_000,
      isShuffled: true,
      options: [
        { id: 'light', title: 'Фонари в сквере у вокзала', place: 'Синарский район', cost: 3_400_000 },
        { id: 'paths', title: 'Дорожки в сквере у музея', place: 'Красногорский район', cost: 4_000_000 },
        { id: 'bench', title: 'Скамьи и урны на бульваре', place: 'Красногорский район', cost: 2_100_000 },
        { id: 'trees', title: 'Липы вдоль бульвара', place: 'Синарский район', cost: 2_400_000 },
        { id: 'spring', title: 'Питьевой фонтанчик', place: 'Синарский район', cost: 1_900_000 },
      ],
    },
  ],
});

/** Of so many sheets: lights have most, then paths, benches and trees are even. */
export const parksChoice = (place: number): string[] => {
  if (place < 48) return ['light', 'bench'];
  if (place < 96) return ['light', 'trees'];
  return place < 160 ? ['light', 'paths'] : ['paths', 'spring'];
};
export const PARKS_SHEETS = 180;
