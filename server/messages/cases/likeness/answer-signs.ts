import { listAddressTexts } from '../../../base/territory/index.ts';

const stems = [
  'асфальтир|включ|возврат|возмест|воссоздал|восстанов|врез|выве[зд]|выда|выкос|вымы|выпис|выполн|выправ|вычи',
  'демонтир|добав|доставл|заасфальт|завез|завер|задела|закр|закуп|залата|залил|замен|запен|засып|зачи|зашпакл',
  'изготов|измер|заказа|оформ|оштрафов|подмел|подмёл|почисти|поймал|пойман|поменя|поставил|поставлен|откры|размести|отловил',
  'исправ|ликвидир|монтир|навес|назнач|намаза|нане[сcё]|направ|начисл|обновл|обработ|обрез|обследова|огоро|окра',
  'опил|организова|освобо|осмотр|осуществ|отгрейд|отключ|открыт|откач|отмен|отрегулир|отремонтир|отсып|очи[сщ]',
  'перевез|перенес|пересчит|пересып|плани?рова|подключ|подсып|покрас|покраш|помы|посы[пл]|построен|построил|почин',
  'прекра[тщ]|приве[дл]|привлеч|провед|провел|провер|проложен|промы|прочи[сщ]|развез|разреш|разъясн|расчи[сщ]',
  'сдела|скос|смен|смонтир|снес|снят|собра|созда|составл|спил|убра|увели|удал|укре|уложен|усил|установ|устран|утепл',
].join('|');
/** A past verb or a short participle of work: «заделали», «вывезен», «восстановлено»; a promise is not one. */
export const deeds = new RegExp(
  `(?<!\\p{L}|буд(?:ет|ут)\\s+)(?:${stems})\\p{L}*?(?:л[аои]?(?:с[ья])?|(?<=[еёаяы])н[аоы]?|(?<=[ыя])т[аоы]?)(?!\\p{L})|(?<!\\p{L})(?:вы|за|при|у)вез(?!\\p{L})`,
  'iu',
);
const months = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';
export const dates = new RegExp(
  `(?<!\\d)(?:[0-3]?\\d\\.(?:0\\d|1[0-2])(?:\\.\\d{2,4})?|[0-3]?\\d\\s+(?:${months}))(?![\\d.]\\d)`,
  'iu',
);
export const greetings =
  /^\s*(?:\p{L}+\s+\p{L}+,?\s*)?(?:здравствуйте|добрый\s+(?:день|вечер)|доброе\s+утро|уважаем)/iu;
const bodies =
  /управлени|отдел|комитет|администраци|служб|компани|подрядчик|диспетчер|участ[ок]к|мастер|инженер|начальник|директор|специалист|депо|школ|поликлиник|больниц|детск\p{L}+\s+сад|центр|приют/iu;
const names =
  /(?<!\p{L})(?:МУП|МКУ|МБУ|МАУ|ООО|АО|УК|ТСЖ|ГУП|ГБУЗ)(?!\p{L})|\p{Lu}\.\s?\p{Lu}\.\s?\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+\s+\p{Lu}\.\s?\p{Lu}\./u;
/** Whether a body, a post or a person with initials is named. */
export const namesResponsible = (text: string): boolean => bodies.test(text) || names.test(text);
/** A telephone or an e-mail. */
export const reachable =
  /(?<!\d)(?:\+7|8)[\s(-]*\d{3,4}[\s)-]*\d{2,3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)|(?<!\d)\d{2,3}[-\s]\d{2}[-\s]\d{2}(?!\d)|тел\p{L}*\.?:?\s+(?:\p{L}+\s+){0,3}\d{2,}|(?<!\d)(?:112|122)(?!\d)|[\w.-]+@[\w-]+\.\w{2,}/iu;

interface Located {
  body: string;
  number: string;
  address: string | null;
  /** The resident's words; empty when the case has none. */
  question: string;
}

/**
 * The number, a significant word of the address with its house where there is one, or the place the resident's own words
 * name: the address of a case is read by a program and may be wrong.
 */
export function namesPlace({ body, number, address, question }: Located): boolean {
  if (body.includes(number)) return true;
  if (namesSaidStreet(body, question)) return true;
  if (!address) return false;
  if (namesHouseAlone(body, address)) return true;
  return significantWords(address).some((word) => isIn(body, word));
}

const significantWords = (address: string): string[] =>
  address
    .toLocaleLowerCase('ru')
    .split(/[\s,.]+/u)
    .filter((word) => /\p{L}/u.test(word) && [...word].length > 4);

/** The stem without its last two letters: «Титова», «Титовой», «Уральская», «Уральской». */
const isIn = (text: string, word: string): boolean =>
  text.toLocaleLowerCase('ru').includes([...word].slice(0, -2).join(''));

/** «По улице Сумской…», and so the resident said. */
function namesSaidStreet(body: string, question: string): boolean {
  return listAddressTexts(body).some(({ street }) => {
    const words = significantWords(street);
    return words.length > 0 && words.every((word) => isIn(question, word));
  });
}

/** «У дома 14», where no street is named that could be another one. */
function namesHouseAlone(body: string, address: string): boolean {
  const house = /\d+\p{L}?(?=\s*$)/u.exec(address)?.[0];
  if (!house || /(?<!\p{L})(?:ул\.|улиц|пр\.|просп|пер\.|переул|бульвар)/iu.test(body)) return false;
  return new RegExp(`(?<!\\p{L})дом\\p{L}*\\s+(?:№\\s*)?${house}(?![\\p{L}\\d])`, 'iu').test(body);
}
