import type { AnswerCheck, CheckMark } from '../../../../shared/contract/messages/cases-answers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { findAll, type Span } from '../core/sentences.ts';
import { gate } from '../intake/gate-pack.ts';
import { judgeQuestions } from '../intake/question-answered.ts';
import {
  dates,
  deeds,
  greetings,
  namesPlace,
  namesResponsible,
  reachable,
} from '../likeness/answer-signs.ts';
import { judgeOwnWords, type MeasuredWords } from '../likeness/brush-off.ts';
import { namesOwnFact } from '../likeness/own-fact.ts';
import { findPlainFault } from './plain-language.ts';

export interface CheckedAnswer extends MeasuredWords {
  body: string;
  outcome: string;
  number: string;
  address: string | null;
  /** The resident's words; empty when the case has none. */
  question: string;
  /** Title of the topic; empty while unknown. */
  topic: string;
  hasPhotoAfter: boolean;
  likenessNumber: string | null;
  templateTitle: string | null;
}

const inAnswer = (spans: readonly Span[]): CheckMark[] =>
  spans.map(({ from, to }) => ({ in: 'answer', from, to }));

/**
 * What keeps an answer from being a brush-off: every question answered, a day, who answers for it, a fact of this very
 * case, own words, plain language, a civil tone (59-ФЗ, ст. 10: по существу поставленных вопросов). Shown beside it with
 * the places, never blocking. Pure; under a millisecond.
 */
export function checkAnswer(answer: CheckedAnswer): AnswerCheck[] {
  const { body } = answer;
  const isDone = answer.outcome === 'solved' || answer.outcome === 'solved_partly';
  return [
    check('greeting', 'Есть обращение', greetings.test(body), 'Начните с «Здравствуйте»'),
    checkQuestions(answer),
    check(
      'done',
      'Сказано, что сделано',
      deeds.test(body),
      'Назовите действие: заделали, вывезли, проверили',
    ),
    check('date', 'Названа дата', dates.test(body), 'Назовите день: когда сделано или будет сделано'),
    check(
      'responsible',
      'Названо, кто отвечает и как связаться',
      namesResponsible(body) && reachable.test(body),
      namesResponsible(body)
        ? 'Добавьте телефон или почту того, кто отвечает'
        : 'Назовите организацию или сотрудника и телефон',
    ),
    check('place', 'Назван адрес или номер дела', namesPlace(answer), 'Назовите место, о котором ответ'),
    check(
      'fact',
      'Есть факт этого дела',
      namesOwnFact(answer),
      'Назовите, что по этому делу осмотрели, заменили, сколько и когда: эти слова подошли бы к любому',
    ),
    checkEmpty(body),
    checkLength(body),
    checkLikeness(answer),
    checkPlain(body),
    checkTone(body),
    ...(isDone
      ? [check('photo', 'Есть фото «после»', answer.hasPhotoAfter, 'Приложите фото сделанного')]
      : []),
  ];
}

const check = (
  id: string,
  title: string,
  ok: boolean,
  hint: string,
  marks: CheckMark[] = [],
): AnswerCheck => ({
  id,
  title,
  ok,
  hint: ok ? null : hint,
  marks: ok ? [] : marks,
});

function checkQuestions({ question, body }: CheckedAnswer): AnswerCheck {
  const judged = judgeQuestions(question, body);
  const left = judged.filter(({ isAnswered }) => !isAnswered);
  const title =
    judged.length > 0
      ? `Отвечено на каждый вопрос: ${judged.length - left.length} из ${judged.length}`
      : 'Вопросов в тексте нет';
  return check(
    'questions',
    title,
    left.length === 0,
    `Без ответа: ${left.map(({ text }) => `«${shorten(text)}»`).join(', ')}`,
    left.map(({ from, to }) => ({ in: 'question', from, to })),
  );
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text);

function checkEmpty(body: string): AnswerCheck {
  const found = findAll(body, gate.empty);
  const words = [...new Set(found.map(({ text }) => `«${text}»`))].slice(0, 3).join(', ');
  return check(
    'empty',
    'Нет пустых обещаний',
    found.length === 0,
    `Замените делом и днём: ${words}`,
    inAnswer(found),
  );
}

function checkLength(body: string): AnswerCheck {
  const length = [...body].length;
  const { shortest, longest } = gate.limits;
  return check(
    'length',
    'Длина по делу',
    length >= shortest && length <= longest,
    length < shortest ? 'Слишком коротко: ответьте по существу' : 'Слишком длинно: сократите',
  );
}

/** Own words: neither an earlier answer nor a template over again. */
function checkLikeness(answer: CheckedAnswer): AnswerCheck {
  const judged = judgeOwnWords(answer);
  const isTemplate = (answer.templateShare ?? 0) >= gate.limits.template;
  const like = isTemplate
    ? `${Math.round((answer.templateShare ?? 0) * 100)} % слов — из шаблона «${answer.templateTitle ?? ''}»`
    : `слова ответа по делу № ${answer.likenessNumber ?? ''}`;
  const score = formatLikeness(isTemplate ? answer.templateShare : answer.likeness);
  const hint =
    judged === 'brush-off'
      ? `Похоже на отписку — ${score}: ${like}, своей даты или числа нет. Напишите, что сделано здесь`
      : `Похоже на прежнее — ${score}: ${like}, свои только даты и числа. Добавьте, что сделано здесь`;
  return check('likeness', 'Не повторяет шаблон и прежние ответы', judged === 'own', hint);
}

const formatLikeness = (likeness: number | null): string => (likeness ?? 0).toFixed(2).replace('.', ',');

function checkPlain(body: string): AnswerCheck {
  const fault = findPlainFault(body);
  return check('plain', 'Написано ясно', fault === null, fault?.hint ?? '', inAnswer(fault?.marks ?? []));
}

/** Words that blame, shouting, a row of exclamation marks. */
function checkTone(body: string): AnswerCheck {
  const rude = findAll(body, gate.rude);
  const shouted = findAll(body, /(?:(?<!\p{L})\p{Lu}{4,}(?!\p{L})[\s,]*){3,}|!{2,}/gu);
  const found = [...rude, ...shouted];
  return check(
    'tone',
    'Тон уважительный',
    found.length === 0,
    `${counted(found.length, 'место задевает', 'места задевают', 'мест задевают')} жителя: скажите без упрёка`,
    inAnswer(found),
  );
}
