import { localDate } from '../modules/deadlines/index.ts';
import { createSampler, type Random } from './random.ts';

/** Results an executor names. */
export type DemoOutcome =
  | 'solved'
  | 'solved_partly'
  | 'planned'
  | 'explained'
  | 'refused'
  | 'not_in_competence'
  | 'not_confirmed';

interface Shares {
  solved: number;
  partly: number;
  planned: number;
  explained: number;
}

/** What comes of the matters of a block, per cent; the rest is refused, foreign or not confirmed. */
const sharesByBlock: Record<string, Shares> = {
  housing: { solved: 68, partly: 9, planned: 5, explained: 12 },
  roads: { solved: 60, partly: 9, planned: 14, explained: 12 },
  transport: { solved: 52, partly: 12, planned: 6, explained: 25 },
  health: { solved: 56, partly: 8, planned: 3, explained: 28 },
  education: { solved: 54, partly: 9, planned: 6, explained: 26 },
  social: { solved: 50, partly: 6, planned: 2, explained: 34 },
  waste: { solved: 74, partly: 8, planned: 3, explained: 11 },
  energy: { solved: 74, partly: 6, planned: 8, explained: 8 },
  improvement: { solved: 62, partly: 9, planned: 15, explained: 9 },
  safety: { solved: 66, partly: 9, planned: 4, explained: 14 },
  other: { solved: 46, partly: 6, planned: 6, explained: 34 },
};
const OTHER: Shares = { solved: 60, partly: 8, planned: 6, explained: 20 };

const sampler = (shares: Shares) => {
  const { solved, partly, planned, explained } = shares;
  const rest = Math.max(0, 100 - solved - partly - planned - explained);
  const weights: Record<DemoOutcome, number> = {
    solved,
    solved_partly: partly,
    planned,
    explained,
    refused: rest * 0.35,
    not_in_competence: rest * 0.3,
    not_confirmed: rest * 0.35,
  };
  return createSampler(Object.keys(weights) as DemoOutcome[], (key) => weights[key]);
};
const samplers = new Map(Object.entries(sharesByBlock).map(([block, shares]) => [block, sampler(shares)]));
const otherSampler = sampler(OTHER);

export const chooseOutcome = (random: Random, block: string): DemoOutcome =>
  (samplers.get(block) ?? otherSampler)(random);

/** What was done, by block: past deeds, as an answer must name them. */
const deeds: Record<string, readonly string[]> = {
  housing: [
    'Бригада устранила причину, заменила изношенный участок и проверила соседние квартиры',
    'Слесари восстановили подачу, давление в стояке проверено на верхних этажах',
    'Мастер участка провёл осмотр, неисправность устранили в тот же день',
  ],
  roads: [
    'Дорожная бригада очистила и выровняла участок, повреждённое место заделали',
    'Участок отремонтировали, края уплотнили и убрали лишний материал с обочины',
    'Проезд расчистили, опасное место обработали и огородили до конца работ',
  ],
  transport: [
    'С перевозчиком провели проверку, пропущенные рейсы восстановлены',
    'График движения исправили, диспетчер установил контроль за выходом на линию',
    'Водителя направили на разбор, расписание на остановке заменили',
  ],
  health: [
    'Заведующая отделением разобрала случай, приём назначен, с пациентом связались',
    'Регистратура добавила часы приёма, запись открыта на ближайшую неделю',
    'Главный врач провёл проверку, недостающее закупили и выдали',
  ],
  education: [
    'Директор провёл проверку, замечания устранили, расписание исправлено',
    'Комиссия осмотрела помещения, неисправное отремонтировали за счёт учреждения',
    'С родителями провели собрание, порядок разъяснили и исправили',
  ],
  social: [
    'Специалист проверил документы, выплата назначена, решение направили заявителю',
    'Дело пересмотрели, недостающие сведения запросили сами, деньги перечислены',
    'Социальный работник посетил заявителя, помощь назначена с этого месяца',
  ],
  waste: [
    'Машина вывезла накопившийся мусор, площадку убрали и промыли',
    'График вывоза исправили, контейнеры освободили, площадка очищена',
    'Региональный оператор установил исправный контейнер и убрал россыпь',
  ],
  energy: [
    'Бригада заменила светильник и проверила линию, освещение включено',
    'Электрики восстановили контакт на опоре, свет включён в тот же вечер',
    'Повреждённый провод заменили, напряжение проверено приборами',
  ],
  improvement: [
    'Рабочие убрали участок, сломанное отремонтировали, место принято мастером',
    'Бригада очистила территорию и вывезла мусор, повреждённое заменили',
    'Опасные ветки спилили, остатки вывезли в тот же день',
  ],
  safety: [
    'Наряд провёл проверку, нарушителей установили, за местом закреплён участковый',
    'Служба осмотрела территорию, опасное место огородили и обследовали',
    'Отлов провели утром, животных вывезли, двор проверили повторно',
  ],
  other: [
    'Специалист разобрался в вопросе, нарушение устранили, заявителю перезвонили',
    'Руководитель учреждения провёл проверку, работу исправили',
    'Вопрос решён: ответственный назначен, срок установлен и выполнен',
  ],
};

const closings = [
  'Если проблема появится снова, ответьте на это сообщение: дело откроем без нового номера.',
  'Результат проверим ещё раз через неделю.',
  'Фотографии приложены. Ответственный — мастер участка.',
  'Спасибо, что сообщили: соседние адреса проверили тоже.',
  'Телефон диспетчера указан на портале, звонки принимают круглосуточно.',
];

export interface AnswerFacts {
  /** «Вера Ивановна»; null when the author gave no name. */
  addressee: string | null;
  number: string;
  address: string | null;
  block: string;
  unit: string;
  outcome: DemoOutcome;
  receivedAt: number;
  doneAt: number;
  promisedOn: string | null;
}

const day = (at: number): string => localDate(new Date(at)).split('-').reverse().join('.');
const humanDay = (date: string): string => date.split('-').reverse().join('.');

/** The executor's answer: who looked, what was done and when, what comes next. A few are curt, as in life. */
export function writeAnswer(random: Random, facts: AnswerFacts): string {
  const { addressee, number, address, block, unit, receivedAt } = facts;
  const hello = addressee ? `${addressee}, здравствуйте!` : 'Здравствуйте!';
  if (random.chance(0.06)) return `${hello} Меры приняты, вопрос на контроле. ${unit}.`;
  const where = address ? `по адресу: ${address}` : `по сообщению № ${number}`;
  const start = `${day(receivedAt)} Вы написали о проблеме ${where}. Разобраться поручили: ${unit}.`;
  return (
    [hello, start, tellResult(random, facts), random.pick(closings)].join(' ').replace(/\s{2,}/gu, ' ') +
    (block === 'health' && random.chance(0.2) ? ' Будьте здоровы.' : '')
  );
}

function tellResult(random: Random, { outcome, block, doneAt, promisedOn }: AnswerFacts): string {
  const deed = random.pick(deeds[block] ?? deeds.other!);
  switch (outcome) {
    case 'solved':
      return `${deed}: ${day(doneAt)}.`;
    case 'solved_partly':
      return `${deed}: ${day(doneAt)}. Остальное сделаем по мере готовности, о чём напишем здесь.`;
    case 'planned':
      return `Место осмотрели ${day(doneAt)}. Работы включили в план и выполним до ${humanDay(promisedOn ?? '')}: раньше не позволяют объём и погода.`;
    case 'explained':
      return `Разъяснили порядок по телефону ${day(doneAt)}: какие документы нужны, куда их подать и в какой срок придёт решение.`;
    case 'refused':
      return `Проверили ${day(doneAt)}: выполнить просьбу не можем, действующие нормы этого не допускают. Решение можно обжаловать в суде или у прокурора.`;
    case 'not_in_competence':
      return `Вопрос решает другая организация. ${day(doneAt)} сообщение направили ей, её ответ придёт Вам отдельно.`;
    case 'not_confirmed':
      return `Комиссия осмотрела место ${day(doneAt)}, описанного не обнаружила. Если мы смотрели не там, уточните место.`;
  }
}
