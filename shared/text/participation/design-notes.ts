import { envelopeSize, LONGEST_BALLOT } from '../../ballots/envelope-size.ts';
import type { DesignNote, PollFields } from '../../contract/participation/polls.ts';
import type { Question } from '../../contract/participation/questionnaire.ts';
import { formatRoubles } from '../numbers.ts';
import { counted } from '../plural.ts';
import { secondsOf } from './answer-time.ts';
import { askedQuestions, boundsOf, choicesOf, hasChoices } from './questions.ts';

/** What is wrong with a questionnaire, and what spoils its answers: in the form while it is written, and before it goes on. Pure. */

type Note = Omit<DesignNote, 'questionId'>;
const stop = (words: string): Note => ({ tone: 'stop', words });
const warn = (words: string): Note => ({ tone: 'warn', words });

const leading =
  /(?<!\p{L})(?:не считаете ли|согласны ли|разве|неужели|конечно|очевидно|безусловно|как известно|не правда ли|ведь)(?!\p{L})/iu;
const double = /\p{L}{4,} и (?!т\. ?[дп]\.)\p{L}{4,}/iu;
const twiceNo = /(?<!\p{L})не\s.+(?<!\p{L})не\s/iu;
const unsureWords = /затрудня|не знаю|другое|нет ответа/iu;

function noteShape(question: Question): Note[] {
  const { kind, options, rows } = question;
  const notes: Note[] = [];
  const isOfOptions = !['scale', 'text', 'point'].includes(kind);
  if (isOfOptions && options.length < 2)
    notes.push(stop(kind === 'budget' ? 'Нужно хотя бы два проекта' : 'Нужно хотя бы два варианта'));
  if (new Set(options.map(({ id }) => id)).size !== options.length)
    notes.push(stop('Коды вариантов повторяются'));
  const titles = options.map(({ title }) => title.trim().toLowerCase());
  if (new Set(titles).size !== titles.length) notes.push(stop('Варианты повторяются'));
  if (kind === 'matrix' && rows.length === 0) notes.push(stop('В таблице нет строк'));
  if (new Set(rows.map(({ id }) => id)).size !== rows.length) notes.push(stop('Коды строк повторяются'));
  if (kind === 'photo' && options.some(({ fileId, alt }) => fileId === null || alt.trim() === ''))
    notes.push(stop('У каждого варианта нужна картинка и её описание для тех, кто не видит'));
  if ((kind === 'multi' || kind === 'ranking') && question.least > boundsOf(question).most)
    notes.push(stop('Просим выбрать больше, чем есть вариантов'));
  return notes;
}

/** Projects and their sum: there is something to choose, and nothing that cannot be had. */
function noteBudget({ kind, options, total }: Question): Note[] {
  if (kind !== 'budget') return [];
  const notes: Note[] = [];
  if (total === null) notes.push(stop('Назовите, сколько всего денег'));
  if (options.some(({ cost }) => cost === null || cost <= 0))
    notes.push(stop('У каждого проекта нужна цена'));
  const costs = options.map(({ cost }) => cost ?? 0);
  const dear = options.find(({ cost }) => total !== null && (cost ?? 0) > total);
  if (dear && total !== null)
    notes.push(stop(`Проект «${dear.title}» дороже всей суммы, ${formatRoubles(total)}: его не выбрать`));
  const all = costs.reduce((sum, cost) => sum + cost, 0);
  if (total !== null && options.length > 1 && all <= total)
    notes.push(stop('Денег хватает на все проекты: выбирать не из чего'));
  const [least = 0, next = 0] = costs.toSorted((one, other) => one - other);
  if (total !== null && costs.length > 1 && least + next > total)
    notes.push(warn('Помещается один проект из всех: тогда проще выбор из вариантов'));
  if (options.some(({ title, about }) => title.length > 100 || about.length > 300))
    notes.push(warn('Длинное описание проекта: с телефона его не дочитают'));
  if (options.some(({ place }) => place.trim() === ''))
    notes.push(warn('Не у всех проектов сказано, где это'));
  if (options.some(({ fileId, alt }) => fileId !== null && alt.trim() === ''))
    notes.push(stop('У картинки проекта нужно описание для тех, кто её не видит'));
  return notes;
}

/** Conditions look back only, at choices that are there. */
function noteConditions(question: Question, earlier: readonly Question[]): Note[] {
  return question.showIf.flatMap(({ questionId, anyOf }) => {
    const asked = earlier.find(({ id }) => id === questionId);
    if (!asked) return [stop('Условие смотрит на вопрос, которого выше нет')];
    if (!hasChoices(asked)) return [stop('Условие смотрит на вопрос, в котором ничего не выбирают')];
    const known = choicesOf(asked);
    return anyOf.every((one) => known.includes(one))
      ? []
      : [stop('Условие смотрит на вариант, которого нет')];
  });
}

function noteWording(question: Question): Note[] {
  const { kind, title, options, rows } = question;
  const notes: Note[] = [];
  const said = [title, ...rows.map((row) => row.title)];
  const found = leading.exec(title)?.[0];
  if (found) notes.push(warn(`«${found}» подталкивает к ответу: спросите нейтрально`));
  if (
    title.split('?').length > 2 ||
    ((kind === 'scale' || kind === 'matrix' || kind === 'single') && said.some((one) => double.test(one)))
  )
    notes.push(warn('Похоже на два вопроса в одном: разделите их'));
  if (twiceNo.test(title)) notes.push(warn('Двойное отрицание: на него отвечают наугад'));
  if (title.length > 140) notes.push(warn('Длинный вопрос: с телефона его не дочитают'));
  const isChoice = kind === 'single' || kind === 'multi' || kind === 'scale' || kind === 'matrix';
  if (
    isChoice &&
    question.isRequired &&
    !question.hasUnsure &&
    !options.some((one) => unsureWords.test(one.title))
  )
    notes.push(warn('Нет «затрудняюсь ответить»: кто не знает, выберет наугад'));
  if (kind === 'scale' && (!question.lowTitle || !question.highTitle))
    notes.push(warn('Назовите края шкалы: иначе каждый поймёт её по-своему'));
  if (kind === 'text' && question.isRequired)
    notes.push(warn('Писать обязательно: многие бросят опрос здесь'));
  if (options.length > 5 && !question.isShuffled && kind !== 'matrix')
    notes.push(warn('Вариантов много, а порядок один: первые выберут чаще. Включите случайный порядок'));
  return notes;
}

function noteWhole({ kind, questions, asks, isWeighted, quotas }: PollFields): Note[] {
  const notes: Note[] = [];
  if (questions.length === 0) notes.push(stop('Нет ни одного вопроса'));
  if (
    kind === 'single-choice' &&
    (questions.length !== 1 || questions.some((one) => one.kind !== 'single' && one.kind !== 'photo'))
  )
    notes.push(stop('Здесь один вопрос с одним выбором'));
  if (kind === 'budget-vote' && !questions.some((one) => one.kind === 'budget'))
    notes.push(stop('Здесь нужен вопрос с проектами и общей суммой'));
  if (kind === 'rating' && !questions.some((one) => one.kind === 'scale' || one.kind === 'matrix'))
    notes.push(stop('В оценке нужен вопрос со шкалой или таблицей'));
  if (new Set(questions.map(({ id }) => id)).size !== questions.length)
    notes.push(stop('Коды вопросов повторяются'));
  if (isWeighted && !asks.district && !asks.age)
    notes.push(stop('Взвешивать не по чему: спросите район или возраст'));
  if (quotas.some(({ side }) => !asks[side])) notes.push(stop('Квота на то, о чём не спрашивают'));
  const seconds = secondsOf(questions);
  if (seconds > 300)
    notes.push(
      warn(
        `Около ${counted(Math.round(seconds / 60), 'минуты', 'минут', 'минут')} на ответ: после пяти минут половина уходит`,
      ),
    );
  if (questions.length > 1 && askedQuestions(questions, {}).length === 0)
    notes.push(stop('Первый вопрос с условием: не спросят никого'));
  return notes;
}

/** Ballots are published one by one, and are all that is known of who cast them. */
function noteSecret({ kind, questions, isWeighted, quotas }: PollFields): Note[] {
  if (kind !== 'vote') return [];
  const notes: Note[] = [];
  if (questions.some((one) => one.kind === 'text' || one.kind === 'point'))
    notes.push(
      stop('В тайном голосовании нет ответов своими словами и точек на карте: по ним узнают человека'),
    );
  if (envelopeSize(questions) > LONGEST_BALLOT)
    notes.push(stop('Бюллетень слишком длинный: оставьте меньше вопросов, вариантов или строк'));
  if (quotas.length > 0) notes.push(stop('В тайном голосовании нет квот: чей бюллетень, не знает никто'));
  if (isWeighted) notes.push(stop('Тайное голосование не взвешивают: голоса равны'));
  return notes;
}

function noteTerms(
  { opensAt, closesAt, matter, outcome, resultBy, afterwards }: PollFields,
  leastDays: number,
): Note[] {
  const notes: Note[] = [];
  if (opensAt === null || closesAt === null) notes.push(stop('Назовите начало и конец'));
  else if (Date.parse(closesAt) - Date.parse(opensAt) < leastDays * 86_400_000)
    notes.push(stop(`Опрос идёт не меньше ${counted(leastDays, 'дня', 'дней', 'дней')}`));
  if (!matter) notes.push(stop('Скажите, что решаем: это читают первым'));
  if (!outcome) notes.push(stop('Скажите, обязателен ли итог и для кого'));
  if (!afterwards || resultBy === null) notes.push(stop('Скажите, что будет потом и к какому дню итог'));
  else if (closesAt !== null && resultBy < closesAt.slice(0, 10))
    notes.push(stop('Итог обещан раньше, чем опрос закончится'));
  return notes;
}

/** All notes, the poll's first, then question by question. */
export function notePoll(fields: PollFields, { leastDays }: { leastDays: number }): DesignNote[] {
  const { questions } = fields;
  return [
    ...[...noteTerms(fields, leastDays), ...noteWhole(fields), ...noteSecret(fields)].map((note) => ({
      ...note,
      questionId: null,
    })),
    ...questions.flatMap((question, at) =>
      [
        ...noteShape(question),
        ...noteBudget(question),
        ...noteConditions(question, questions.slice(0, at)),
        ...noteWording(question),
      ].map((note) => ({ ...note, questionId: question.id })),
    ),
  ];
}

export const stopsOf = (notes: readonly DesignNote[]): DesignNote[] =>
  notes.filter(({ tone }) => tone === 'stop');
