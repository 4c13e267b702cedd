import { splitSentences } from '../core/sentences.ts';
import { sharesSubject } from '../intake/question-answered.ts';
import { subjectStems } from '../intake/question-find.ts';
import { dates, deeds, reachable } from './answer-signs.ts';

interface Answered {
  body: string;
  question: string;
  /** Title of the topic; empty while unknown. */
  topic: string;
}

/** What would stand in an answer to anybody: that a message came, that work goes by a plan, that all is as it has to be. */
const routine =
  /(?<!\p{L})(?:ваш(?:е|у|и)?\s+(?:обращени|сообщени|жалоб|заявк)\p{L}*[^.]*(?:принят|рассмотрен|получен|зарегистрирован|передан)|(?:по|согласно|в\s+соответствии\s+с[о]?)\s+(?:\p{L}+\s+)?(?:план|график|расписани|норматив|требовани|законодательств|регламент|указанн\p{L}+\s+адрес)\p{L}*|в\s+рамках|в\s+планов\p{L}+\s+порядке|по\s+мере|(?:проводится|проводятся|осуществляется|осуществляются|производится|производятся|ведутся|ведётся|решаются|решается)(?!\p{L})|(?:замечани|нарушени)\p{L}*\s+(?:не\s+)?(?:устранен|устранён|выявлен)|меры\s+(?:будут\s+)?принят|на\s+контрол|включ[её]н\p{L}*\s+в\s+(?:план|перечень|программу)|работы\s+(?:\p{L}+\s+)?(?:выполнен|проведен|завершен|завершён)|провед[её]н\p{L}*\s+работ|направлен\p{L}*\s+(?:письмо|запрос|информаци)|заявка\s+(?:передан|направлен))/iu;

const figures = /\d/u;
/** Numbers that say nothing of the matter: of the case, of a telephone, of a law. */
const foreign = [
  /\d{4}-\d{2}-\d{4,7}/gu,
  /(?<!\d)(?:(?:\+7|8)[\s(-]*\d{3,4}[\s)-]*)?\d{2,3}[-\s]\d{2}[-\s]\d{2}(?!\d)/gu,
  new RegExp(reachable.source, 'giu'),
  /(?:№\s*)?\d+-ФЗ|стать\p{L}+\s+\d+|ст\.\s*\d+/giu,
];

/** Named in messages about anything: «дом», «улица», «работа» tell no matter from another. */
const anyCase = new Set(subjectStems('дом улица город территория работа заявка район адрес житель'));

/**
 * Whether the answer tells something of this very case: a sentence about its subject, or the one beside it, says what was
 * done, when or how much, and would not stand in an answer to anybody.
 */
export function namesOwnFact({ body, question, topic }: Answered): boolean {
  const subject = subjectStems(`${topic} ${question}`).filter((one) => !anyCase.has(one));
  const told = splitSentences(body).map(({ text }) => ({
    isAbout: subject.length === 0 || sharesSubject(subject, subjectStems(text)),
    isConcrete: !routine.test(text) && isConcrete(text),
  }));
  return told.some(
    ({ isAbout }, at) => isAbout && [at - 1, at, at + 1].some((near) => told[near]?.isConcrete ?? false),
  );
}

function isConcrete(sentence: string): boolean {
  let text = sentence;
  for (const numbers of foreign) text = text.replaceAll(numbers, ' ');
  return deeds.test(text) || dates.test(text) || figures.test(text);
}
