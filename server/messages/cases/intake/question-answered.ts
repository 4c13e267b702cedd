import { splitSentences } from '../core/sentences.ts';
import { findQuestions, type Question, type QuestionKind, subjectStems } from './question-find.ts';

const months = 'январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр';

/** What an answer to a question of each kind holds. */
const evidence: Readonly<Record<QuestionKind, RegExp>> = {
  when: new RegExp(
    `\\d{1,2}\\.\\d{1,2}(?:\\.\\d{2,4})?|\\d{1,2}\\s+(?:${months})|(?:в|до|с|к)\\s+(?:конц[еау]\\s+|начал[еау]\\s+|середин[еыу]\\s+)?(?:${months})|\\d+\\s*(?:рабоч\\p{L}+\\s+|календарн\\p{L}+\\s+)?(?:дн|час|минут|недел|месяц)|ежедневно|кажд(?:ый|ую|ое)|по\\s+(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень|будн)|квартал|сегодня|завтра|20\\d\\d\\s+год`,
    'iu',
  ),
  who: /[Уу]правлени|отдел|комитет|администраци|служб|компани|подрядчик|диспетчер|участок|мастер|инженер|дворник|бригад|директор|начальник|специалист|(?<!\p{L})(?:МУП|МКУ|МБУ|МАУ|ООО|АО|УК|ТСЖ|ГИБДД|ГУП)(?!\p{L})|\p{Lu}\.\s?\p{Lu}\.\s?\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+\s+\p{Lu}\.\s?\p{Lu}\./u,
  why: /потому|так\s+как|поскольку|из-за|по\s+причине|причин|в\s+связи\s+с|связан|вызван|ввиду|вследствие|основани|согласно|не\s+предусмотр|поврежд|изно[сш]|сломал|прорв|закончил|нужн[аоы]?\s|треб(?:ует|уют)|не\s+позволя|по\s+правил|стать[яеи]|пункт/iu,
  where:
    /(?<!\p{L})(?:ул|дом|д|каб|кабинет|адрес|улиц|проспект|переул|площад|остановк|сайт|портал|окн[ое]|мфц|рядом|напротив|около|у\s+дома|возле|в\s+подъезд|на\s+доске)\p{L}*/iu,
  'how-much': /\d/u,
  how: /обратит|подайте|позвонит|нужн|необходим|можно|через|по\s+телефону|следует|достаточно|приход|принесит|запишит|напишит|заполнит|отправ/iu,
  what: /\p{L}/u,
};
/** A sentence that only repeats what came in answers nothing. */
const receipt =
  /(?:вы\s+(?:написали|обратились|сообщили|спросили|спрашивали)|ваш(?:е|его)\s+(?:обращени|сообщени)\p{L}*\s+(?:от|№|рассмотрен|зарегистрирован|получен|поступил)|обращение\s+(?:поступило|зарегистрировано)|здравствуйте)/iu;

export interface Judged extends Question {
  isAnswered: boolean;
}

/**
 * Which questions of a message an answer answers. Of two questions of one kind each needs a sentence about its own
 * subject; a single one is content with what its kind asks for, anywhere but in the lines that repeat the message.
 */
export function judgeQuestions(message: string, answer: string): Judged[] {
  const questions = findQuestions(message);
  if (questions.length === 0) return [];
  const sentences = splitSentences(answer).map(({ text }) => ({
    text,
    stems: subjectStems(text),
    isReceipt: receipt.test(text),
  }));
  const windows = sentences.map((sentence, at) => {
    const next = sentences[at + 1];
    return {
      text: `${sentence.isReceipt ? '' : sentence.text} ${next && !next.isReceipt ? next.text : ''}`,
      stems: [...sentence.stems, ...(next?.stems ?? [])],
    };
  });
  return questions.map((question) => {
    const twins = questions.filter(({ kind }) => kind === question.kind).length;
    const needsSubject =
      question.stems.length > 0 && (twins > 1 || question.kind === 'what' || question.kind === 'how-much');
    const isAnswered = windows.some(
      ({ text, stems }) =>
        evidence[question.kind].test(text) && (!needsSubject || sharesSubject(question.stems, stems)),
    );
    return { ...question, isAnswered };
  });
}

/** Whether a stem is common to both: whole, or by its first five letters («отремонтир-», «отремонт-»). */
export function sharesSubject(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) =>
    others.some((other) => one === other || (one.length > 4 && other.startsWith(one.slice(0, 5)))),
  );
}
