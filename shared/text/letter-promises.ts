import type { Stage } from './letter-matrix.ts';

/** A fact of the letter matrix a sentence stands on: this person gets a letter of the stage by the channel. */
type Need = readonly [stage: Stage, person: 'author' | 'joiner', channel: 'email' | 'sms'];

interface LetterPromise {
  text: string;
  needs: readonly Need[];
}

const both = (person: 'author' | 'joiner', ...stages: Stage[]): Need[] =>
  stages.flatMap((stage) => [[stage, person, 'email'] as const, [stage, person, 'sms'] as const]);
const newDates: Stage[] = ['case-term-moved', 'case-term-extended', 'case-deferred', 'case-interim'];

/**
 * What screens for residents promise to write. Each sentence names the rows of the letter matrix it stands on, and a test holds
 * it to them; a sentence of a screen that promises a letter and is not here fails a test too.
 */
export const letterPromises = {
  /** «Об исполнителе, ответе и каждом новом сроке напишем на anna@…» */
  stepsByEmail: {
    text: 'Кто отвечает, ответ и каждый новый срок пришлём на',
    needs: [
      ['case-assigned', 'author', 'email'],
      ['case-answered', 'author', 'email'],
      ...newDates.map((stage) => [stage, 'author', 'email'] as const),
    ],
  },
  stepsBySms: {
    text: 'Ответ и каждый новый срок пришлём в SMS на номер, который кончается на',
    needs: [
      ['case-answered', 'author', 'sms'],
      ...newDates.map((stage) => [stage, 'author', 'sms'] as const),
    ],
  },
  answerComes: {
    text: 'Вам придёт ответ: что сделали или когда сделают',
    needs: both('author', 'case-answered', 'case-deferred'),
  },
  answerComesToJoiner: {
    text: 'Присоединитесь — ответ придёт и вам, повторять рассказ не нужно.',
    needs: both('joiner', 'case-joined', 'case-answered', 'case-deferred'),
  },
  joinerHasAnswer: {
    text: 'Ответ придёт и вам, и оценка у вас своя.',
    needs: both('joiner', 'case-answered', 'case-rate-reminder'),
  },
  newDateComes: {
    text: 'Когда назовут новую дату, она появится здесь и придёт вам.',
    needs: both('author', ...newDates),
  },
  rangeNarrows: {
    text: 'Мы напишем вам.',
    needs: both('author', 'case-term-moved'),
  },
  newAnswerComes: {
    text: 'Новый придёт вам и появится здесь.',
    needs: [...both('author', 'case-answered'), ...both('joiner', 'case-answered')],
  },
} satisfies Record<string, LetterPromise>;

/** By whose wish: said beside a promise of letters, so that nobody waits for one they have switched off. */
export const paceWords = 'Всё остальное — на странице сообщения; писать реже можно попросить в кабинете.';
