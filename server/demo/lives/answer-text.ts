import { formatDay } from '../../../shared/text/dates.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { createSampler, type Random } from '../world/random.ts';
import { pickDeed } from './deeds.ts';

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

const closings = [
  'Если проблема появится снова, ответьте на это сообщение: дело откроем без нового номера.',
  'Результат проверим ещё раз через неделю.',
  'Ответственный — мастер участка.',
  'Спасибо, что сообщили: соседние адреса проверили тоже.',
  'Телефон диспетчера указан на портале, звонки принимают круглосуточно.',
];
const deskClosings = [
  'Если останутся вопросы, ответьте на это сообщение: дело откроем без нового номера.',
  'Специалист перезвонит Вам через неделю.',
  'Приём — по будням, запись на портале.',
  'Спасибо, что сообщили: порядок исправили для всех.',
];
/** Blocks whose matters are settled at a desk, not on the spot. */
const atDesk = new Set(['health', 'education', 'social', 'other', 'transport']);

export interface AnswerFacts {
  /** «Вера Ивановна»; null when the author gave no name. */
  addressee: string | null;
  number: string;
  address: string | null;
  factId: string;
  unit: string;
  outcome: DemoOutcome;
  receivedAt: number;
  doneAt: number;
  promisedOn: string | null;
}

const day = (at: number): string => formatDay(localDate(new Date(at)));

/** The executor's answer: who looked, what was done and when, what comes next. A few are curt, as in life. */
export function writeAnswer(random: Random, facts: AnswerFacts): string {
  const { addressee, number, address, factId, unit, receivedAt } = facts;
  const isDesk = isAtDesk(factId);
  const hello = addressee ? `${addressee}, здравствуйте!` : 'Здравствуйте!';
  if (random.chance(0.06)) return `${hello} Меры приняты, вопрос на контроле. ${unit}.`;
  const where = address ? `по адресу: ${address}` : `по сообщению № ${number}`;
  const start = `${day(receivedAt)} Вы написали о проблеме ${where}. Разобраться поручили: ${unit}.`;
  return [hello, start, tellResult(random, facts), random.pick(isDesk ? deskClosings : closings)].join(' ');
}

const isAtDesk = (factId: string): boolean =>
  atDesk.has(factId.split('.')[0] ?? '') || /\.payments\./.test(factId);

function tellResult(random: Random, facts: AnswerFacts): string {
  const done = day(facts.doneAt);
  const promised = formatDay(facts.promisedOn ?? '');
  const isDesk = isAtDesk(facts.factId);
  switch (facts.outcome) {
    case 'solved':
      return `${pickDeed(random, facts.factId)}: ${done}.`;
    case 'solved_partly':
      return `${pickDeed(random, facts.factId)}: ${done}. Остальное сделаем по мере готовности, о чём напишем здесь.`;
    case 'planned':
      return isDesk
        ? `Вопрос рассмотрели ${done}. Решение примем и выполним до ${promised}: нужны сведения других органов.`
        : `Место осмотрели ${done}. Работы включили в план и выполним до ${promised}: раньше не позволяют объём и погода.`;
    case 'explained':
      return isDesk
        ? `Разъяснили порядок по телефону ${done}: какие документы нужны, куда их подать и в какой срок придёт решение.`
        : `Осмотрели место ${done} и разъяснили, кто и в какой срок за него отвечает и куда звонить, если повторится.`;
    case 'refused':
      return `Проверили ${done}: выполнить просьбу не можем, действующие нормы этого не допускают. Решение можно обжаловать в суде или у прокурора.`;
    case 'not_in_competence':
      return `Вопрос решает другая организация. ${done} сообщение направили ей, её ответ придёт Вам отдельно.`;
    case 'not_confirmed':
      return isDesk
        ? `Проверку провели ${done}, описанное не подтвердилось. Если мы поняли не так, уточните, когда и с кем это было.`
        : `Комиссия осмотрела место ${done}, описанного не обнаружила. Если мы смотрели не там, уточните место.`;
  }
}
