import type { ApprovalItem } from '../../../shared/contract/cases-answers.ts';

type Check = ApprovalItem['checks'][number];

export interface CheckedAnswer {
  body: string;
  outcome: string;
  number: string;
  address: string | null;
  hasPhotoAfter: boolean;
  /** Similarity to an earlier answer of the same unit, 0–1; null = not counted. */
  likeness: number | null;
  likenessNumber: string | null;
}

/** From this similarity an answer reads as a copy of an earlier one. */
export const LIKENESS_LIMIT = 0.8;
/** Shorter answers say nothing; longer ones are not read. Characters. */
const LENGTH = { min: 120, max: 4000 };

const stems = [
  'асфальтир|включ|возврат|возмест|воссоздал|восстанов|врез|выве[зд]|выда|выкос|вымы|выпис|выполн|выправ|вычи',
  'демонтир|добав|доставл|заасфальт|завез|завер|задела|закр|закуп|залата|залил|замен|запен|засып|зачи|зашпакл',
  'исправ|ликвидир|монтир|навес|назнач|намаза|нане[сcё]|направ|начисл|обновл|обработ|обрез|обследова|огоро|окра',
  'опил|организова|освобо|осмотр|осуществ|отгрейд|отключ|открыт|откач|отмен|отрегулир|отремонтир|отсып|очи[сщ]',
  'перевез|перенес|пересчит|пересып|плани?рова|подключ|подсып|покрас|покраш|помы|посы[пл]|построен|построил|почин',
  'прекра[тщ]|приве[дл]|привлеч|провед|провел|провер|проложен|промы|прочи[сщ]|развез|разреш|разъясн|расчи[сщ]',
  'сдела|скос|смен|смонтир|снес|снят|собра|созда|составл|спил|убра|увели|удал|укре|уложен|усил|установ|устран|утепл',
].join('|');
/** A past verb or a short participle of work: «заделали», «вывезен», «восстановлено»; a promise is not one. */
const deeds = new RegExp(
  `(?<!\\p{L}|буд(?:ет|ут)\\s+)(?:${stems})\\p{L}*?(?:л[аои]?(?:с[ья])?|(?<=[еёаяы])н[аоы]?|(?<=[ыя])т[аоы]?)(?!\\p{L})`,
  'iu',
);
const months = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';
const dates = new RegExp(
  `(?<!\\d)(?:[0-3]?\\d\\.(?:0\\d|1[0-2])(?:\\.\\d{2,4})?|[0-3]?\\d\\s+(?:${months}))(?![\\d.]\\d)`,
  'iu',
);
const greetings =
  /^\s*(?:\p{L}+\s+\p{L}+,?\s*)?(?:здравствуйте|добрый\s+(?:день|вечер)|доброе\s+утро|уважаем)/iu;

/** What an approver wants to see in an answer. Shown beside it, never blocking. Pure. */
export function checkAnswer(answer: CheckedAnswer): Check[] {
  const { body } = answer;
  const length = [...body].length;
  const isAlike = answer.likeness !== null && answer.likeness >= LIKENESS_LIMIT;
  const isDone = answer.outcome === 'solved' || answer.outcome === 'solved_partly';
  return [
    check('greeting', 'Есть обращение', greetings.test(body), 'Начните с «Здравствуйте»'),
    check(
      'done',
      'Сказано, что сделано',
      deeds.test(body),
      'Назовите действие: заделали, вывезли, проверили',
    ),
    check('date', 'Названа дата', dates.test(body), 'Назовите день: когда сделано или будет сделано'),
    check('place', 'Назван адрес или номер дела', namesPlace(answer), 'Назовите место, о котором ответ'),
    check(
      'length',
      'Длина по делу',
      length >= LENGTH.min && length <= LENGTH.max,
      length < LENGTH.min ? 'Слишком коротко: ответьте по существу' : 'Слишком длинно: сократите',
    ),
    check(
      'likeness',
      'Не повторяет прежние ответы',
      !isAlike,
      `Похоже на отписку — ${formatLikeness(answer.likeness)}: почти как ответ № ${answer.likenessNumber ?? ''}`,
    ),
    ...(isDone
      ? [check('photo', 'Есть фото «после»', answer.hasPhotoAfter, 'Приложите фото сделанного')]
      : []),
  ];
}

const check = (id: string, title: string, ok: boolean, hint: string): Check => ({
  id,
  title,
  ok,
  hint: ok ? null : hint,
});

const formatLikeness = (likeness: number | null): string => (likeness ?? 0).toFixed(2).replace('.', ',');

/** The number, or a significant word of the address with its house where there is one. */
function namesPlace({ body, number, address }: CheckedAnswer): boolean {
  if (body.includes(number)) return true;
  if (!address) return false;
  const text = body.toLocaleLowerCase('ru');
  const words = address
    .toLocaleLowerCase('ru')
    .split(/[\s,.]+/u)
    .filter((word) => /\p{L}/u.test(word) && [...word].length > 4);
  // The stem without its last two letters: «Титова», «Титовой», «Уральская», «Уральской».
  return words.some((word) => text.includes([...word].slice(0, -2).join('')));
}
