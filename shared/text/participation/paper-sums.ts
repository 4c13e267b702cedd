import type { PaperNumbers } from '../../contract/participation/poll-paper.ts';
import type { PollFields } from '../../contract/participation/polls.ts';
import type { Question } from '../../contract/participation/questionnaire.ts';
import { boundsOf, choicesOf } from './questions.ts';
import { NONE } from './result-sentences.ts';

/** What can be asked on paper, and whether the numbers of a protocol add up: in the form and on the server alike. Pure. */

const onPaper: readonly Question['kind'][] = ['single', 'multi', 'scale'];

/** Why a poll cannot be held on paper; '' = it can. */
export function whyNotOnPaper({
  questions,
  isWeighted,
  quotas,
}: Pick<PollFields, 'questions' | 'isWeighted' | 'quotas'>): string {
  const [first] = questions.filter(({ kind }) => !onPaper.includes(kind));
  if (first)
    return `Вопрос «${first.title}» на бумаге не задать: годятся один выбор, несколько выборов и шкала`;
  const [hidden] = questions.filter(({ showIf }) => showIf.length > 0);
  if (hidden) return `Вопрос «${hidden.title}» задают по условию, а на бумаге его видят все: уберите условие`;
  if (isWeighted) return 'С весами бумагу не сложить: о бюллетене в ящике не известны ни район, ни возраст';
  if (quotas.length > 0) return 'С квотами бумагу не сложить: бюллетени на участке выдают всем, кто пришёл';
  return '';
}

/** Choices of a question as its protocol has them: without a mark last. */
export const paperChoices = (question: Question): string[] => [...choicesOf(question), NONE];

export type PaperField = Exclude<keyof PaperNumbers, 'votes'> | `votes.${string}`;

/** What does not add up, by field; nothing = all does. @param given so many are marked to have taken a ballot at this place */
export function checkPaper(
  questions: readonly Question[],
  numbers: PaperNumbers,
  given: number,
): Partial<Record<PaperField, string>> {
  const { received, issued, spoilt, unused, inBox, invalid } = numbers;
  const wrong: Partial<Record<PaperField, string>> = {};
  if (issued !== given)
    wrong.issued = `В списке отмечено ${given}, а выдано по протоколу ${issued}. Пересчитайте корешки; если отметили лишнего — «Бюллетень вернули»`;
  if (received !== issued + spoilt + unused)
    wrong.received = `Получено ${received}, а выдано, испорчено и осталось вместе ${issued + spoilt + unused}`;
  if (inBox > issued) wrong.inBox = `В ящике ${inBox}, больше, чем выдано (${issued})`;
  if (invalid > inBox) wrong.invalid = `Недействительных ${invalid}, больше, чем в ящике (${inBox})`;
  const valid = inBox - invalid;
  for (const question of questions) {
    const words = checkVotes(question, numbers.votes[question.id] ?? {}, valid);
    if (words) wrong[`votes.${question.id}`] = words;
  }
  if (Object.keys(numbers.votes).some((id) => !questions.some((one) => one.id === id)))
    wrong.inBox ??= 'В протоколе есть вопрос, которого в опросе нет';
  return wrong;
}

function checkVotes(question: Question, votes: Readonly<Record<string, number>>, valid: number): string {
  const known = paperChoices(question);
  if (Object.keys(votes).some((choice) => !known.includes(choice)))
    return 'Есть вариант, которого не предлагали';
  const none = votes[NONE] ?? 0;
  const chosen = known.filter((choice) => choice !== NONE).map((choice) => votes[choice] ?? 0);
  const sum = chosen.reduce((all, one) => all + one, 0);
  if (question.kind !== 'multi')
    return sum + none === valid
      ? ''
      : `Голосов и бюллетеней без отметки вместе ${sum + none}, а действительных ${valid}`;
  const said = valid - none;
  if (said < 0) return `Без отметки ${none}, больше, чем действительных (${valid})`;
  const many = chosen.find((one) => one > said);
  if (many !== undefined) return `У варианта ${many}, а бюллетеней с отметкой ${said}`;
  const { least, most } = boundsOf(question);
  if (sum < least * said) return `Отметок ${sum}, а в ${said} бюллетенях их не меньше ${least * said}`;
  return sum > Math.max(most, 1) * said
    ? `Отметок ${sum}, а в ${said} бюллетенях их не больше ${most * said}`
    : '';
}

/** Sums of several places. */
export function addPapers(all: readonly PaperNumbers[]): PaperNumbers {
  const sum: PaperNumbers = { received: 0, issued: 0, spoilt: 0, unused: 0, inBox: 0, invalid: 0, votes: {} };
  for (const one of all) {
    for (const name of ['received', 'issued', 'spoilt', 'unused', 'inBox', 'invalid'] as const)
      sum[name] += one[name];
    for (const [id, choices] of Object.entries(one.votes)) {
      const own = sum.votes[id] ?? {};
      sum.votes[id] = own;
      for (const [choice, count] of Object.entries(choices)) own[choice] = (own[choice] ?? 0) + count;
    }
  }
  return sum;
}
