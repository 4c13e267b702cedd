import { forLists } from './mask-text.ts';

/** Said before the matter; no title begins with it. */
const greeting =
  /^(?:здравствуйте|здравствуй|добрый (?:день|вечер)|доброе утро|день добрый|доброго (?:дня|времени суток))[\s,.!)]+(?=\p{L}|\p{N})/iu;
/** A full stop after these ends a word, not a sentence: «на ул. Титова», «в с. Покровское», «5 тыс. рублей». */
const shortened =
  'ул|пр|просп|пер|пл|наб|мкр|бул|пос|дер|обл|им|стр|корп|кв|эт|оф|тел|руб|коп|тыс|мин|час|др|ост';
const sentence = new RegExp(`^.{12,90}?(?:[!?…]|(?<!(?<!\\p{L})(?:${shortened}|\\p{L}))\\.)(?=\\s|$)`, 'iu');

/** Characters of a text a title is made of, with room for what is hidden. */
const READ = 400;

/** A title stands in lists, on maps and in exports: nothing in it leads to a person. */
export const makeTitle = (text: string): string => firstSentence(forLists(flatten(text)));

/** The title as its own author reads it: dots would hide their own words from them. What a person has named stays so. */
export const ownTitle = ({ title, body }: { title: string; body: string }): string =>
  title.includes('•') && title === makeTitle(body) ? firstSentence(flatten(body)) : title;

/** Between two sentences: not after a word that was shortened. */
const between = new RegExp(`(?<=[!?…]|(?<!(?<!\\p{L})(?:${shortened}|\\p{L}))\\.)\\s+(?=[\\p{Lu}\\d«])`, 'u');

/** What an answer begins with before it says what was done: whom it is to, who was asked to look into it. */
const preface =
  /^(?:\d{1,2}\.\d{1,2}\.\d{4}\s+)?(?:(?:уважаем|спасибо|благодарим|рассмотрели?\s|разобраться\s)|вы\s+(?:написали|сообщили|обратились|просили)|ваше?\s+(?:сообщение|обращение)|(?:на|по)\s+ваше(?:му)?\s+(?:сообщени|обращени))/iu;

/** What an answer says was done, as a title: past its preface, where anything follows. */
export function makeDoneTitle(answer: string): string {
  const sentences = answer.replace(greeting, '').replace(/\s+/gu, ' ').trim().split(between);
  const at = sentences.findIndex((one) => !preface.test(one));
  return makeTitle(sentences.slice(Math.max(at, 0)).join(' '));
}

const flatten = (text: string): string =>
  text
    .slice(0, READ)
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();

/** First sentence of the text past its greeting, at most 90 characters, cut at a word: what a list shows. */
function firstSentence(flat: string): string {
  const matter = flat.replace(greeting, '').replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase('ru'));
  const first = sentence.exec(matter)?.[0];
  if (first) return first.replace(/[.…]$/u, '');
  if (matter.length <= 90) return matter;
  // Without /u: an emoji cut in two is half a character, which the database refuses.
  const head = matter.slice(0, 90).replace(/[\ud800-\udbff]$/, '');
  const whole = head.replace(/\s+\S*$/u, '');
  // «на ул.…» and «(с.…» would look like a misprint: a word that only begins a name goes too.
  return `${whole.replace(/[\s,;:—–-]*(?:\s[(«]?\p{L}{1,5}\.)?[\s,;:—–-]*$/u, '')}…`;
}
