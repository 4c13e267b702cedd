/** Phones as people write them: ten or eleven digits with spaces, brackets and dashes, +7 or 8 before; not case numbers. */
const phones =
  /(?<![\d.])(?!20\d\d-\d\d-\d{4,7}(?!\d))(?:\+?[78][\s\-–(]*)?\(?\d{3,5}\)?[\s\-–]*\d{1,3}(?:[\s\-–]*\d{2}){2}(?!\d)/gu;
const emails = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;

/** Hides phones and e-mails in a resident's text for readers who must not call them: executors by link. */
export function maskContacts(text: string): string {
  return text
    .replaceAll(emails, '•••@•••')
    .replaceAll(phones, (found) => (found.replaceAll(/\D/gu, '').length >= 10 ? '••• ••• •• ••' : found));
}

/** «Иван Петрович, здравствуйте!» of a letter: the name is the resident's own. */
const GREETING_NAME = /^\s*[А-ЯЁ][а-яё-]+(?:\s+[А-ЯЁ][а-яё-]+){0,2},\s*(здравствуйте|добрый день)/u;

/** What strangers read of words written by or to a resident: no name in the greeting, no phone, no e-mail. */
export const forStrangers = (text: string): string =>
  maskContacts(text).replace(
    GREETING_NAME,
    (_, hello: string) => `${hello[0]!.toUpperCase()}${hello.slice(1)}`,
  );

/** «К. И. П.» of a full name: enough to tell two people of one card apart, too little to find them. */
export function maskName(name: string): string {
  return name
    .trim()
    .split(/[\s.]+/u)
    .filter(Boolean)
    .slice(0, 3)
    .map((word) => `${[...word][0]}.`)
    .join(' ');
}

/** «Петров П. П.», «П.П. Петров», «И. о. начальника Петров»: whoever is named with initials. */
const initials =
  /\p{Lu}\.\s?\p{Lu}\.\s?\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\s+\p{Lu}\.\s?\p{Lu}\./gu;

/** Words for a reader who must not know whose they are: no names in greetings or with initials, no phones, no e-mails. */
export const blindText = (text: string): string => forStrangers(text).replaceAll(initials, '••• •.•.');
