import type { DocumentKind } from '../../../shared/contract/messages/office.ts';
import { addresseeName, salutationOf } from '../../lib/documents/names.ts';

/** What a letter is written from; days are in words already. */
export interface LetterFacts {
  journalNumber: string;
  registeredOn: string;
  /** Full name of the applicant, or null: an anonymous appeal. */
  name: string | null;
  replyLines: readonly string[];
  /** Where it was forwarded: to one body or to several at once, by which article. */
  forwarding: { bodies: readonly string[]; text: string; legal: string } | null;
  prolongation: { until: string; reason: string } | null;
  answer: string | null;
  termination: boolean;
  signs: readonly string[];
}

/** The part of a letter a clerk may put right before it is signed. */
export interface LetterContent {
  title: string;
  refer: string | null;
  addressee: string[];
  salutation: string;
  text: string;
  attachments: string[];
}

const LAW =
  'Федерального закона от 02.05.2006 №\u00a059-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»';

const titles: Readonly<Record<DocumentKind, string>> = {
  'answer-letter': 'О рассмотрении обращения',
  'extension-notice': 'О продлении срока рассмотрения обращения',
  'forward-letter': 'О направлении обращения по компетенции',
  'forward-notice': 'О направлении обращения по компетенции',
  'termination-notice': 'О прекращении переписки',
  'order-explained': 'О порядке подачи обращения',
  'return-notice': 'О невозможности рассмотреть обращение',
};

export interface OfferFacts {
  status: string;
  isForwarded: boolean;
  isExtended: boolean;
  isAnswered: boolean;
  /** A sign of the appeal names a ground of article 11. */
  hasGround: boolean;
}

/** Letters that have something to say about the case as it stands: names `make-<kind>`. */
export function offeredKinds({
  status,
  isForwarded,
  isExtended,
  isAnswered,
  hasGround,
}: OfferFacts): string[] {
  const offers: [DocumentKind, boolean][] = [
    ['answer-letter', isAnswered],
    ['extension-notice', isExtended],
    ['forward-letter', isForwarded],
    ['forward-notice', isForwarded],
    ['termination-notice', status === 'closed_terminated'],
    ['return-notice', !isAnswered && hasGround],
    ['order-explained', true],
  ];
  return offers.filter(([, isOffered]) => isOffered).map(([kind]) => `make-${kind}`);
}

const toCitizen = ({ name, replyLines }: LetterFacts): string[] => [
  name ? addresseeName(name) : 'Заявителю',
  ...replyLines,
];

/** A letter has no more than four addressees (ГОСТ Р 7.0.97-2025); more are a list. */
const ADDRESSEES = 4;

function addresseesOf(forwarding: LetterFacts['forwarding']): string[] {
  if (!forwarding) return ['____________'];
  return forwarding.bodies.length > ADDRESSEES ? ['Органам по списку рассылки'] : [...forwarding.bodies];
}

/** Part of article 8 a forwarding goes by; «3» where its ground names none. */
const partOf = (forwarding: LetterFacts['forwarding']): string =>
  /ст\. 8 ч\. ([\d.]+)/u.exec(forwarding?.legal ?? '')?.[1] ?? '3';

/** Why an appeal cannot be considered, by what was noticed in it: 59-ФЗ, ст. 11. */
const returnReasons: Readonly<Record<string, string>> = {
  illegible:
    'Текст обращения не поддаётся прочтению, поэтому ответ на него не даётся и оно не направляется на рассмотрение (часть 4 статьи 11). Просим прислать обращение, написанное разборчиво.',
  unclear:
    'Текст обращения не позволяет определить суть предложения, заявления или жалобы, поэтому ответ на него не даётся (часть 4.1 статьи 11). Просим уточнить, о чём Вы просите.',
  'court-act':
    'В обращении обжалуется судебное решение. Такое обращение возвращается в течение семи дней со дня регистрации (часть 2 статьи 11). Судебное решение обжалуется в суд вышестоящей инстанции в порядке и в сроки, установленные процессуальным законодательством.',
  insult:
    'В обращении содержатся нецензурные либо оскорбительные выражения, поэтому оно оставлено без ответа по существу поставленных вопросов (часть 3 статьи 11). Сообщаем о недопустимости злоупотребления правом.',
  'state-secret':
    'Ответ по существу не может быть дан без разглашения сведений, составляющих охраняемую федеральным законом тайну (часть 6 статьи 11).',
  'about-addressee':
    'Обжалуемое решение или действие относится к органу или должностному лицу, которому жалобу направлять нельзя, а направить её на рассмотрение больше некому. Жалоба возвращается; решение или действие можно обжаловать в суд (части 6 и 7 статьи 8).',
  'answer-published':
    'Ответ на вопрос, аналогичный Вашему, размещён на официальном сайте администрации (часть 5.1 статьи 11). Адрес страницы: ____________.',
};

/** A letter has its own salutation: the greeting of the message is not said twice. */
const withoutGreeting = (answer: string): string =>
  answer.replace(/^\s*(?:здравствуйте|добрый день|уважаем(?:ый|ая|ые))(?![\p{L}])[^.!\n]*[.!]\s*/iu, '');

function bodyText(kind: DocumentKind, facts: LetterFacts): string {
  const { journalNumber, registeredOn, forwarding, prolongation, answer, signs } = facts;
  const registered = `зарегистрировано ${registeredOn} №\u00a0${journalNumber}`;
  switch (kind) {
    case 'extension-notice':
      return [
        `Сообщаем, что срок рассмотрения Вашего обращения (${registered}) продлён до ${prolongation?.until ?? '____________'} на основании части 2 статьи 12 ${LAW}.`,
        `Причина продления: ${(prolongation?.reason ?? '____________').replace(/[.\s]*$/u, '.')}`,
        'Ответ по существу поставленных вопросов будет направлен Вам не позднее этого срока.',
      ].join('\n');
    case 'forward-letter':
      return [
        `Направляем на рассмотрение по компетенции обращение гражданина (${registered}) на основании части ${partOf(forwarding)} статьи 8 ${LAW}.`,
        forwarding?.text ?? '',
        ...(forwarding && forwarding.bodies.length > ADDRESSEES
          ? ['Список рассылки:', ...forwarding.bodies.map((body, at) => `${at + 1}. ${body}`)]
          : []),
        'О результатах рассмотрения просим сообщить заявителю в установленный законом срок. Заявитель о направлении обращения уведомлён.',
      ].join('\n');
    case 'forward-notice':
      return [
        `Сообщаем, что Ваше обращение (${registered}) направлено на рассмотрение по компетенции: ${forwarding?.bodies.join('; ') ?? '____________'}.`,
        `Основание: часть ${partOf(forwarding)} статьи 8 ${LAW}. Ответ по существу Вы получите ${(forwarding?.bodies.length ?? 1) > 1 ? 'от этих органов' : 'от этого органа'}.`,
      ].join('\n');
    case 'termination-notice':
      return [
        `Сообщаем, что принято решение о безосновательности очередного обращения (${registered}) и прекращении переписки с Вами по данному вопросу на основании части 5 статьи 11 ${LAW}.`,
        'В Вашем обращении содержится вопрос, на который Вам неоднократно давались письменные ответы по существу, и не приводятся новые доводы или обстоятельства.',
      ].join('\n');
    case 'return-notice': {
      const reason = signs.map((sign) => returnReasons[sign]).find(Boolean);
      return [
        `Ваше обращение (${registered}) рассмотрено в порядке, установленном статьёй 11 ${LAW}.`,
        reason ?? 'Причина: ____________.',
      ].join('\n');
    }
    case 'order-explained':
      return [
        `Разъясняем порядок подачи обращения, установленный статьёй 7 ${LAW}.`,
        'В письменной форме обращение направляется почтой или передаётся лично. В нём указываются фамилия, имя, отчество (при наличии), почтовый адрес для ответа, суть обращения, личная подпись и дата.',
        'В форме электронного документа обращение направляется через портал Госуслуг, иную информационную систему или официальный сайт, которые обеспечивают идентификацию и (или) аутентификацию гражданина. Письмо, поступившее на электронную почту, с 30.03.2025 обращением в форме электронного документа не является.',
        'Устно можно обратиться на личном приёме.',
      ].join('\n');
    default:
      return [
        `Ваше обращение (${registered}) рассмотрено.`,
        answer ? withoutGreeting(answer) : '____________',
        `Если Вы не согласны с ответом, его можно обжаловать в административном и (или) судебном порядке (пункт 4 статьи 5 ${LAW}).`,
      ].join('\n');
  }
}

/** The first wording of a letter; a clerk puts it right until it is signed. */
export function writeLetter(kind: DocumentKind, facts: LetterFacts): LetterContent {
  const isToBody = kind === 'forward-letter';
  return {
    title: titles[kind],
    // A body is not answered: nothing came from it that a letter could refer to.
    refer: isToBody ? null : `На №\u00a0${facts.journalNumber} от ${facts.registeredOn}`,
    addressee: isToBody ? addresseesOf(facts.forwarding) : toCitizen(facts),
    salutation: isToBody || !facts.name ? '' : salutationOf(facts.name),
    text: bodyText(kind, facts),
    attachments: isToBody ? ['копия обращения на ____ л. в 1 экз.'] : [],
  };
}

/** A copy for one of several bodies: 59-ФЗ, ст. 8 ч. 4. */
export function writeCopyLetter(facts: LetterFacts, body: string, question: string): LetterContent {
  const letter = writeLetter('forward-letter', {
    ...facts,
    forwarding: { bodies: [body], text: '', legal: '' },
  });
  return {
    ...letter,
    title: 'О направлении копии обращения',
    text: [
      `Направляем копию обращения гражданина (зарегистрировано ${facts.registeredOn} №\u00a0${facts.journalNumber}) на основании части 4 статьи 8 ${LAW}: решение поставленных вопросов относится к компетенции нескольких органов.`,
      `Вопрос, относящийся к Вашей компетенции: ${question}`,
      'О результатах рассмотрения просим сообщить заявителю в установленный законом срок. Заявитель о направлении копии уведомлён.',
    ].join('\n'),
  };
}

/** One notice to the citizen for all the bodies. */
export function writeCopiesNotice(
  facts: LetterFacts,
  copies: readonly { body: string; question: string }[],
): LetterContent {
  const letter = writeLetter('forward-notice', facts);
  return {
    ...letter,
    title: 'О направлении копий обращения',
    text: [
      `Сообщаем, что копии Вашего обращения (зарегистрировано ${facts.registeredOn} №\u00a0${facts.journalNumber}) направлены по компетенции на основании части 4 статьи 8 ${LAW}:`,
      ...copies.map(({ body, question }) => `— ${body}: ${question}`),
      'Ответы по этим вопросам Вы получите от названных органов. По остальным вопросам ответ даст администрация.',
    ].join('\n'),
  };
}
