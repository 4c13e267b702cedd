import { bodies } from './bodies.ts';
import type { Claim } from './claim.ts';
import { readDays } from './official-days.ts';

/** A sentence in small letters with «е» for «ё», and where it begins. */
interface Sentence {
  words: string;
  offset: number;
}

/** A full stop after these ends no sentence. */
const short =
  /(?:^|[^а-я])(?:ул|пр|просп|пр-т|пер|пл|наб|мкр|ш|б-р|бул|д|дом|г|гор|пос|корп|стр|кв|им|т|тел|руб|р|м|ч|мин|п|ст|см|др)$/u;

function sentencesOf(text: string): Sentence[] {
  const words = text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
  const sentences: Sentence[] = [];
  let from = 0;
  for (let at = 0; at <= words.length; at += 1) {
    const sign = words[at] ?? '\n';
    const isStop = sign === '.' && /\s/u.test(words[at + 1] ?? ' ') && !short.test(words.slice(from, at));
    if (!isStop && !'!?;\n'.includes(sign)) continue;
    if (at > from) sentences.push({ words: words.slice(from, at), offset: from });
    from = at + 1;
  }
  return sentences;
}

const moved =
  /перенос[а-я]*|перенес[а-я]*|сдвига[а-я]*|сдвинут[а-я]*|срок[а-я]* (?:измен|уточн|продл)[а-я]*|уточня[а-я]* срок[а-я]*|продл(?:ен|ева)[а-я]*|вместо|уточнение|исправля[а-я]*|ранее сообщ[а-я]*|ранее назван[а-я]*/u;
const again = /повторн[а-я]*|снова|вновь|нов(?:ая|ой|ую) (?:авари|поломк|утечк)[а-я]*|заново/u;

const doneWords =
  'устранен[аоы]?|устранили|восстановлен[аоы]?|восстановили|отремонтирован[аоы]?|отремонтировали|выполнен[аоы]?|выполнили|завершен[аоы]?|завершили|убран[аоы]?|убрали|вывезен[аоы]?|вывезли|подключен[аоы]?|подключили|заменен[аоы]?|заменили|засыпан[аоы]?|засыпали|починен[аоы]?|починили|очищен[аоы]?|очистили|установлен[аоы]?|установили|включен[аоы]? (?:тепло|вод|свет|освещени)[а-я]*|подан[аоы]?|пущен[аоы]?';
const done = new RegExp(`(?<![а-я])(?:(не)\\s+(?:был[аои]?\\s+)?)?(?:${doneWords})(?![а-я])`, 'gu');
/** «дали воду», «тепло пустили»: done only of what is given, since an answer and a term are given too. */
const gave = '(?:(?:по)?дал|пустил|включил|вернул)[аи]?';
const utility =
  '(?:тепл[оа]|отоплени[ея]|вод[уы]|света?|освещени[ея]|газа?|электричеств[оа]|электроэнерги[юи]|напряжени[ея])';
const between = '(?:(?!(?:не|за|на|о|об|про|без)\\s)[а-я-]+\\s+){0,3}?';
const given = new RegExp(
  `(?<![а-я])(не\\s+)?${gave}\\s+${between}${utility}(?![а-я])|(?<![а-я])${utility}\\s+${between}(не\\s+)?${gave}(?![а-я])`,
  'gu',
);
/** «будет устранено», «после того как устранили»: not yet. */
const notYet =
  /(?:будет|будут|планир[а-я]*|долж[а-я]*|когда|если|чтобы|как только|после того|до того|сможем|может быть|пока|как будет|обеща[а-я]*)(?:\s+[а-я-]+){0,4}\s*$/u;
const going =
  /(?:ведутся|идут|продолжаются|проводятся|выполняются|производятся)(?:\s+[а-я-]+){0,3}\s+(?:работ|ремонт|восстанов)[а-я]*|(?:работы|ремонт)(?:\s+[а-я-]+){0,3}\s+(?:ведутся|идут|идет|продолжаются|продолжается|не завершен[аоы]?|не окончен[аоы]?)|бригад[а-я]*(?:\s+[а-я-]+){0,2}\s+(?:работает|работают|устраняет|приступила|выехала)|(?:устраняют|восстанавливают|ремонтируют|устраняем|восстанавливаем|ремонтируем)(?![а-я])|к работам (?:еще не|пока не)?\s*приступ[а-я]*|еще не (?:устран|восстанов|отремонт|выполн|убра|вывез|замен|засып)[а-я]*/gu;

const plan =
  /(?<![а-я])((?:пока )?не\s+)?(?:запланирован[аоы]?|предусмотрен[аоы]?|планируется|планируем|включен[аоы]?\s+в\s+(?:план|программ|переч|график)[а-я]*|вош(?:ел|л[аои])\s+в\s+(?:план|программ|переч)[а-я]*)(?![а-я])/gu;
const ours =
  /(?<![а-я])(не\s+)?(?:относится|входит|находится|является|в|наш[а-я]*)\s*(?:к|в)?\s*(?:наш[а-я]*|муниципальн[а-я]*)\s*(?:компетенци|полномочи|ведени|зон|территори|ответственност|собственност)[а-я]*|(?<![а-я])(не\s+)?наш[а-я]*\s+(?:компетенци|территори|вопрос|зон|двор|дорог|участ)[а-я]*/gu;

const answersFor =
  /ответственн[а-я]*|отвечает|отвечают|обслуживает[а-я]*|обслуживают|в ведении|в компетенции|балансодержател[а-я]*|обращайтесь в|обращаться в|обратитесь в|передан[аоы]? в|передали в|направлен[аоы]? в|направили в|занимается|занимаются|исполнител[а-я]*|относится к|находится у/gu;
/** Letters between a verb and the body. */
const BODY_NEAR = 45;

const at = (offset: number, hit: RegExpExecArray) => ({
  from: offset + hit.index,
  to: offset + hit.index + hit[0].length,
});

function readStates({ words, offset }: Sentence): Claim[] {
  const finished = [...words.matchAll(done), ...words.matchAll(given)]
    .filter(({ index }) => !notYet.test(words.slice(Math.max(0, index - 60), index)))
    .map(
      (hit): Claim => ({
        kind: 'state',
        isDone: hit.slice(1).every((no) => no === undefined),
        ...at(offset, hit),
      }),
    );
  const running = [...words.matchAll(going)].map(
    (hit): Claim => ({ kind: 'state', isDone: false, ...at(offset, hit) }),
  );
  return [...finished, ...running];
}

function readBodies({ words, offset }: Sentence): Claim[] {
  return [...words.matchAll(answersFor)].flatMap((hit): Claim[] => {
    const end = hit.index + hit[0].length;
    if (/(?<![а-я])не\s+$/u.test(words.slice(0, hit.index))) return [];
    const after = words.slice(end, end + BODY_NEAR);
    const before = words.slice(Math.max(0, hit.index - BODY_NEAR), hit.index);
    const named = [after, before].map((part) => bodies.find(({ stem }) => stem.test(part)));
    const body = named[0] ?? named[1];
    return body ? [{ kind: 'body', body: body.id, ...at(offset, hit) }] : [];
  });
}

const readEvery = (
  { words, offset }: Sentence,
  expression: RegExp,
  make: (isYes: boolean, span: { from: number; to: number }) => Claim,
): Claim[] =>
  [...words.matchAll(expression)].map((hit) =>
    make(
      hit.slice(1).every((part) => part === undefined),
      at(offset, hit),
    ),
  );

const readOnce = ({ words, offset }: Sentence, kind: 'moved' | 'again', expression: RegExp): Claim[] => {
  const hit = expression.exec(words);
  return hit ? [{ kind, ...at(offset, hit) }] : [];
};

/** A day beside «сделано» with no word of what is to come is when it was done. */
const isPast = (states: readonly Claim[], words: string): boolean =>
  states.some((one) => one.kind === 'state' && one.isDone) &&
  !/будет|будут|планир|ожида|обеща|срок|намечен/u.test(words);

/**
 * What an official text claims: days it promises, that it is done or goes on, that it is planned, whose it is, who answers for it. By
 * fixed expressions, the same for everybody: of two readings of one text none differs.
 * @param saidOn the local day it was said on, `YYYY-MM-DD`
 */
export function readClaims(text: string, saidOn: string): Claim[] {
  return sentencesOf(text).flatMap((sentence) => {
    const states = readStates(sentence);
    const days = readDays(sentence.words, saidOn, sentence.offset);
    return [
      ...(isPast(states, sentence.words) ? [] : days),
      ...readOnce(sentence, 'moved', moved),
      ...states,
      ...readOnce(sentence, 'again', again),
      ...readEvery(sentence, plan, (isPlanned, span) => ({ kind: 'plan', isPlanned, ...span })),
      ...readEvery(sentence, ours, (isOurs, span) => ({ kind: 'ours', isOurs, ...span })),
      ...readBodies(sentence),
    ];
  });
}
