import { placesOfWork } from '../../../../shared/contract/base/personal-data.ts';
import { type HiddenKind, hiddenKind } from '../../../../shared/contract/messages/cases-card.ts';
import { findPersonalData, maskPersonal, type PersonalSpan } from '../../../base/understanding/index.ts';

/** A resident's words for whoever works on the case: without names, numbers and papers of people. */
export const forWork = (text: string): string => maskPersonal(text, { except: placesOfWork });

/** What `forWork` hides of a text. */
export const hiddenKinds = (text: string): HiddenKind[] => [
  ...new Set(findPersonalData(text).flatMap(({ kind }) => hiddenKind.safeParse(kind).data ?? [])),
];

/** Words of a resident for lists, snippets and exports: nothing that leads to a person. */
export const forLists = (text: string): string => maskPersonal(text);

/** «Иван Петрович, здравствуйте!» of a letter: the name is the resident's own. */
const GREETING_NAME = /^\s*[А-ЯЁ][а-яё-]+(?:\s+[А-ЯЁ][а-яё-]+){0,2},\s*(здравствуйте|добрый день)/u;

const greetNobody = (text: string): string =>
  text.replace(GREETING_NAME, (_, hello: string) => `${hello.charAt(0).toUpperCase()}${hello.slice(1)}`);

/** What strangers read of words written by or to a resident: no name in the greeting, nothing that leads to a person. */
export const forStrangers = (text: string): string => maskPersonal(greetNobody(text));

/** Said right before the number of a service: nobody is called by it but who answers there. */
const SERVICE =
  /(?<!\p{L})(?:диспетчер|дежурн|аварийн|приёмн|приемн|справочн|единый номер|горяч\p{L}* лини|контакт-центр|колл-центр|еддс)[^.!?;\n]{0,60}$/iu;
/** «Диспетчер перезвонит вам по номеру …»: it is the resident's own. */
const TO_RESIDENT = /(?<!\p{L})(?:вам|вас|вами|ваш)(?!\p{L})/iu;
const MOBILE = /^(?:\+?7|8)?[\s(-]*9/u;

function isOfService(text: string, { kind, start, end }: PersonalSpan): boolean {
  if (kind !== 'phone' || MOBILE.test(text.slice(start, end))) return false;
  const before = SERVICE.exec(text.slice(Math.max(0, start - 100), start))?.[0];
  return before !== undefined && !TO_RESIDENT.test(before);
}

/** An answer as strangers read it: as all words, but the telephone of a dispatcher in it is for everybody. */
export function answerForStrangers(text: string): string {
  const told = greetNobody(text);
  return maskPersonal(told, { unless: (span) => isOfService(told, span) });
}

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
