import { stem } from '../../../base/taxonomy/index.ts';
import { type Span, splitSentences, wordsOf } from '../core/sentences.ts';
import { gate } from './gate-pack.ts';

/** What an answer to a question must hold. */
export type QuestionKind = 'when' | 'who' | 'why' | 'where' | 'how-much' | 'how' | 'what';

export interface Question extends Span {
  kind: QuestionKind;
  /** Stems of what it is about; empty for «Когда?». */
  stems: string[];
}

/** Words that begin a question, the more telling first. */
const openers: readonly [QuestionKind, RegExp][] = [
  [
    'when',
    /(?<!\p{L})(?:когда|в\s+какие\s+сроки|как(?:ой|ов[аы]?|ие)\s+срок\p{L}*|до\s+какого|с\s+какого\s+числа|какого\s+числа|как\s+(?:скоро|долго)|сколько\s+(?:ещё\s+|еще\s+)?(?:ждать|времени|дней))(?!\p{L})/iu,
  ],
  [
    'why',
    /(?<!\p{L})(?:почему|зачем|отчего|по\s+какой\s+причине|на\s+каком\s+основании|из-за\s+чего|чем\s+(?:вызван|объясня|обусловл)\p{L}*)(?!\p{L})/iu,
  ],
  [
    'who',
    /(?<!\p{L})(?:кто|к\s+кому|кому|кем|чь[яёи]|чей|какая\s+(?:организация|компания|служба)|кого)(?!\p{L})/iu,
  ],
  [
    'how-much',
    /(?<!\p{L})(?:сколько|как(?:ая|ова|ой|ов)\s+(?:стоимость|сумма|размер|тариф|цена|объ[её]м)|как\s+часто)(?!\p{L})/iu,
  ],
  ['where', /(?<!\p{L})(?:где|куда|откуда)(?!\p{L})/iu],
  ['how', /(?<!\p{L})(?:как|каким\s+образом|что\s+(?:нужно|надо|делать)|какие\s+документы)(?!\p{L})/iu],
  [
    'what',
    /(?<!\p{L})(?:что|чем|какой|какая|какое|какие|каких|каким|какую|чего|можно\s+ли|будет\s+ли|будут\s+ли|есть\s+ли|планиру\p{L}+\s+ли)(?!\p{L})/iu,
  ],
];

/** «Прошу сообщить, когда…» asks as «Когда…?» does. */
const asks =
  /(?<!\p{L})(?:прошу|просим|просьба|хочу|хотим|хотелось\s+бы|требую|требуем)\s+(?:вас\s+)?(?:мне\s+|нам\s+)?(?:сообщить|разъяснить|пояснить|объяснить|узнать|указать|уточнить|назвать|ответить|знать|рассказать|дать\s+ответ|предоставить\s+информац)|(?<!\p{L})(?:подскажите|скажите|объясните|поясните|разъясните|сообщите|ответьте|уточните|расскажите|назовите)(?!\p{L})/iu;
/** Without a question mark only these openers at the very start make a question: «Как житель…» does not. */
const bare =
  /^(?:и|а|но|ну|так|также)?\s*(?:когда|почему|зачем|кто|где|куда|сколько|на\s+каком\s+основании|по\s+какой\s+причине|в\s+какие\s+сроки|можно\s+ли|будет\s+ли|будут\s+ли|планируется\s+ли|как\s+(?:скоро|долго|часто|получить|подать|узнать|быть))(?!\p{L})/iu;
/** Where one sentence asks twice: «когда уберут и кто отвечает». */
const joint =
  /(?:,?\s+(?:и|а)\s+|;\s*)(?=(?:когда|почему|зачем|кто|кому|где|куда|сколько|на\s+каком\s+основании|по\s+какой\s+причине|в\s+какие\s+сроки|можно\s+ли|будет\s+ли|какие\s+документы)(?!\p{L}))|,\s*(?=(?:почему|зачем|сколько|можно\s+ли|будет\s+ли)(?!\p{L}))/giu;

/** Words that tell nothing of the subject. */
const common = new Set(
  (
    'и а но да ли же бы не ни в во на с со по к ко у о об от из за до при под над это этот эта эти эту этого этой тот та те то наш наша наше наши нашей нашем вы вас вам ваш мы нас нам я мне меня он она они их ему ей ' +
    'будет будут был была было были есть быть можно нужно надо еще уже тут там здесь так как когда почему зачем кто кому где куда сколько какой какая какое какие каких каким какую что чем чего чей чья ' +
    'прошу просим просьба хочу узнать сообщить пояснить разъяснить объяснить уточнить указать назвать ответить подскажите скажите объясните поясните сообщите ответьте уточните пожалуйста здравствуйте добрый день ' +
    'наконец вообще снова опять вопрос вопросы ответ срок сроки числа времени дней год года планируется планируют собираетесь собираются делать сделать сделают сделаете будете уважаемые очень просто'
  ).split(' '),
);
const commonStems = new Set([...common].map(stem));

/** Stems of the words that name a subject. */
export const subjectStems = (text: string): string[] => [
  ...new Set(
    wordsOf(text.toLocaleLowerCase('ru').replaceAll('ё', 'е'))
      .filter((word) => word.length > 2 && !common.has(word))
      .map(stem)
      .filter((one) => one.length > 2 && !commonStems.has(one)),
  ),
];

/**
 * Questions of a message, in their order: sentences with a question mark, those that begin as a question, requests to
 * explain. A sentence that asks twice gives two; what nobody expects an answer to («сколько можно?») gives none.
 */
export function findQuestions(text: string): Question[] {
  const found: Question[] = [];
  for (const sentence of splitSentences(text)) {
    const isMarked = /\?/u.test(sentence.text);
    const isBare = bare.test(sentence.text) && !/,/u.test(sentence.text);
    if (!isMarked && !isBare && !asks.test(sentence.text)) continue;
    for (const part of splitParts(sentence)) {
      gate.rhetorical.lastIndex = 0;
      if (gate.rhetorical.test(part.text)) continue;
      const kind = openers.find(([, opener]) => opener.test(part.text))?.[0];
      // A request without a question in it («прошу ответить») asks for an answer, which every answer is.
      if (!kind && !isMarked) continue;
      found.push({ ...part, kind: kind ?? 'what', stems: subjectStems(part.text) });
    }
  }
  return found;
}

function splitParts(sentence: Span): Span[] {
  const cuts = [...sentence.text.matchAll(joint)].map(({ 0: mark, index }) => ({
    index,
    length: mark.length,
  }));
  const parts: Span[] = [];
  let start = 0;
  for (const { index, length } of [...cuts, { index: sentence.text.length, length: 0 }]) {
    const text = sentence.text.slice(start, index);
    const asksHere = openers.some(([, opener]) => opener.test(text));
    // «Подскажите, когда…»: the beginning belongs to the question that follows.
    if (!asksHere && index < sentence.text.length) continue;
    if (wordsOf(text).length > 0)
      parts.push({ text, from: sentence.from + start, to: sentence.from + index });
    start = index + length;
  }
  return parts;
}
