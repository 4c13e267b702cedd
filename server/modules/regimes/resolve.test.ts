import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { channels } from '../../../shared/contract/cases.ts';
import { regimes } from '../../../shared/contract/regimes.ts';
import { readShippedRules } from '../deadlines/packs.ts';
import { currentRegimes, decideRegime, requireSigns } from './current.ts';
import { loadRegimePack } from './pack.ts';
import { type ContactFacts, forbidsAppeal, reasonLine } from './resolve.ts';

type Row = [
  name: string,
  facts: Partial<ContactFacts>,
  regime: (typeof regimes)[number],
  rule: string,
  legal: string,
  /** Answer term, then what must be among clocks (+), prohibitions (!), duties (=) and offers (?); `-` = must not. */
  answer: string | null,
  follows: string,
];

const A = 'appeal_59fz';
const P = 'pos_message';
const O = 'open_source';
const I = 'internal';
const ANSWER = 'fz59-answer';
const art7 = '59-ФЗ, ст. 7 ч. 3';
const was = '59-ФЗ, ст. 7 ч. 3 (редакция до 30.03.2025)';
const pos = 'набор сроков ПОС по умолчанию';
const crime = '+fz59-forward =forward-crime !shelve-anonymous';

const rows: Row[] = [
  // Paper: 59-ФЗ ст. 7, 8, 11.
  [
    'письмо с именем и адресом',
    { channel: 'paper' },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '+fz59-registration +fz59-answer !disclose !persecute',
  ],
  [
    'письмо без фамилии',
    { channel: 'paper', signs: ['no-surname'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    null,
    '=no-answer -fz59-answer +fz59-registration',
  ],
  [
    'письмо без обратного адреса',
    { channel: 'paper', signs: ['no-return-address'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    null,
    '=no-answer -fz59-answer',
  ],
  [
    'анонимное письмо о преступлении',
    { channel: 'paper', signs: ['no-surname', 'no-return-address', 'reports-crime'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    null,
    crime,
  ],
  [
    'подписанное письмо о преступлении',
    { channel: 'paper', signs: ['reports-crime'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    crime,
  ],
  [
    'письмо о миграционных нарушениях',
    { channel: 'paper', signs: ['migration'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '+fz59-migration =forward-migration',
  ],
  [
    'анонимное о миграционных нарушениях',
    { channel: 'paper', signs: ['migration', 'no-surname'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    null,
    '+fz59-migration =no-answer',
  ],
  [
    'жалоба на решение суда',
    { channel: 'paper', signs: ['court-act'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    null,
    '+fz59-court-act =return-court-act !review-court-act -fz59-answer',
  ],
  [
    'нечитаемое письмо',
    { channel: 'paper', signs: ['illegible'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    null,
    '+fz59-unreadable !forward-illegible -fz59-answer',
  ],
  [
    'письмо без ясной сути',
    { channel: 'paper', signs: ['unclear'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    null,
    '+fz59-unclear !forward-unclear -fz59-answer',
  ],
  [
    'письмо с оскорблениями',
    { channel: 'paper', signs: ['insult'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '?warn-insult',
  ],
  [
    'повторное без новых доводов',
    { channel: 'paper', signs: ['repeated'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '?terminate',
  ],
  [
    'ответ уже на сайте',
    { channel: 'paper', signs: ['answer-published'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '?tell-published',
  ],
  [
    'ответ раскрыл бы тайну',
    { channel: 'paper', signs: ['state-secret'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '=refuse-secret',
  ],
  [
    'жалоба на того, кому передали бы',
    { channel: 'paper', signs: ['about-addressee', 'not-our-competence'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '!forward-to-subject ?return-complaint +fz59-forward',
  ],
  [
    'жалоба на нашего сотрудника',
    { channel: 'paper', signs: ['about-own-staff'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '!assign-to-subject -fz59-forward',
  ],
  [
    'не наша компетенция',
    { channel: 'paper', signs: ['not-our-competence'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '+fz59-forward -fz59-forward-several',
  ],
  [
    'вопросы нескольких органов',
    { channel: 'paper', signs: ['several-bodies'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '+fz59-forward-several -fz59-forward',
  ],
  [
    'нужны документы',
    { channel: 'paper', signs: ['needs-documents'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '+fz59-documents',
  ],
  [
    'касается многих',
    { channel: 'paper', signs: ['public-interest'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '?publish-answer',
  ],
  [
    'коллективное',
    { channel: 'paper', signs: ['collective'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '=answer-first',
  ],
  [
    'письмо от объединения',
    { channel: 'paper', signs: ['association'] },
    A,
    'letter-association',
    '59-ФЗ, ст. 1 ч. 4',
    ANSWER,
    '+fz59-answer',
  ],
  [
    'письмо называет себя сообщением',
    { channel: 'paper', declares: 'message' },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '+fz59-answer',
  ],
  [
    'бумажное заявление на услугу',
    { channel: 'paper', signs: ['special-order'] },
    I,
    'special-order',
    '59-ФЗ, ст. 1 ч. 2',
    null,
    '-fz59-answer -fz59-registration',
  ],
  // Reception: ст. 13.
  [
    'личный приём',
    { channel: 'reception' },
    A,
    'reception',
    '59-ФЗ, ст. 13',
    ANSWER,
    '+fz59-registration +fz59-answer',
  ],
  [
    'приём: согласен на устный ответ',
    { channel: 'reception', signs: ['oral-answer-agreed'] },
    A,
    'reception',
    '59-ФЗ, ст. 13',
    ANSWER,
    '?answer-orally',
  ],
  [
    'приём: подал письменно',
    { channel: 'reception', signs: ['written-at-reception'] },
    A,
    'reception',
    '59-ФЗ, ст. 13',
    ANSWER,
    '=register-written',
  ],
  [
    'приём: не наша компетенция',
    { channel: 'reception', signs: ['not-our-competence'] },
    A,
    'reception',
    '59-ФЗ, ст. 13',
    ANSWER,
    '=explain-where +fz59-forward',
  ],
  [
    'приём: уже отвечали',
    { channel: 'reception', signs: ['already-answered'] },
    A,
    'reception',
    '59-ФЗ, ст. 13',
    ANSWER,
    '?refuse-reception',
  ],
  [
    'устный ответ бывает только на приёме',
    { channel: 'paper', signs: ['oral-answer-agreed'] },
    A,
    'paper',
    '59-ФЗ, ст. 7 и 8',
    ANSWER,
    '-answer-orally',
  ],
  // Госуслуги, ПОС.
  [
    'Госуслуги, подтверждённая запись',
    { channel: 'epgu', identity: 'esia_verified' },
    A,
    'epgu-identified',
    art7,
    ANSWER,
    '+fz59-answer',
  ],
  [
    'Госуслуги, упрощённая запись',
    { channel: 'epgu', identity: 'esia_simplified' },
    A,
    'epgu-identified',
    art7,
    ANSWER,
    '+fz59-answer',
  ],
  [
    'Госуслуги без сведений о заявителе',
    { channel: 'epgu' },
    P,
    'epgu-unidentified',
    art7,
    null,
    '-fz59-answer',
  ],
  [
    'Госуслуги до 30.03.2025',
    { channel: 'epgu', receivedOn: '2025-03-29' },
    A,
    'epgu-old',
    was,
    ANSWER,
    '+fz59-answer',
  ],
  [
    'Госуслуги: подано как сообщение',
    { channel: 'epgu', identity: 'esia_verified', declares: 'message' },
    P,
    'epgu-message',
    pos,
    null,
    '-fz59-answer',
  ],
  [
    'Госуслуги: почта для ответа за рубежом',
    { channel: 'epgu', identity: 'esia_verified', signs: ['foreign-mail-zone'] },
    A,
    'epgu-identified',
    art7,
    ANSWER,
    '=ask-russian-mail',
  ],
  [
    'сообщение ПОС',
    { channel: 'pos', identity: 'esia_verified' },
    P,
    'pos',
    pos,
    null,
    '+pos-moderation !clock-59fz -fz59-answer',
  ],
  [
    'сообщение ПОС называет себя обращением',
    { channel: 'pos', identity: 'esia_verified', declares: 'appeal' },
    P,
    'pos',
    pos,
    null,
    '!clock-59fz ?explain-appeal',
  ],
  // E-mail: the day of 30.03.2025.
  [
    'письмо по почте 29.03.2025',
    { channel: 'email', receivedOn: '2025-03-29' },
    A,
    'email-old',
    was,
    ANSWER,
    '+fz59-answer -count-as-appeal',
  ],
  [
    'письмо по почте 30.03.2025',
    { channel: 'email', receivedOn: '2025-03-30' },
    P,
    'email-message',
    art7,
    null,
    '!count-as-appeal ?explain-appeal -fz59-answer',
  ],
  [
    'письмо по почте называет себя обращением',
    { channel: 'email', declares: 'appeal' },
    P,
    'email-message',
    art7,
    null,
    '!count-as-appeal ?explain-appeal',
  ],
  [
    'письмо по почте о преступлении',
    { channel: 'email', signs: ['reports-crime'] },
    P,
    'email-message',
    art7,
    null,
    '=tell-police -fz59-forward',
  ],
  [
    'запрос редакции по почте',
    { channel: 'email', signs: ['editorial-request'] },
    I,
    'editorial-request',
    'закон РФ «О средствах массовой информации», ст. 39 и 40',
    null,
    '!count-as-appeal',
  ],
  [
    'запрос информации по почте',
    { channel: 'email', signs: ['information-request'] },
    I,
    'information-request',
    '8-ФЗ, ст. 18',
    null,
    '-fz59-answer',
  ],
  // Site.
  [
    'сайт: сообщение без входа',
    { channel: 'site_form' },
    P,
    'site-message',
    art7,
    null,
    '+pos-moderation -count-as-appeal',
  ],
  [
    'сайт: сообщение после входа',
    { channel: 'site_form', identity: 'phone', declares: 'message' },
    P,
    'site-message',
    art7,
    null,
    '+pos-moderation',
  ],
  [
    'сайт: обращение через Госуслуги',
    { channel: 'site_form', identity: 'esia_verified', declares: 'appeal' },
    A,
    'site-appeal-esia',
    art7,
    ANSWER,
    '+fz59-answer +fz59-registration',
  ],
  [
    'сайт: обращение, упрощённая запись',
    { channel: 'site_form', identity: 'esia_simplified', declares: 'appeal' },
    A,
    'site-appeal-simplified',
    art7,
    ANSWER,
    '+fz59-answer',
  ],
  [
    'сайт: обращение после входа по коду',
    { channel: 'site_form', identity: 'phone', declares: 'appeal' },
    A,
    'site-appeal-account',
    art7,
    ANSWER,
    '+fz59-answer',
  ],
  [
    'сайт: обращение без входа',
    { channel: 'site_form', declares: 'appeal' },
    P,
    'site-unidentified',
    art7,
    null,
    '!count-as-appeal ?explain-appeal -fz59-answer',
  ],
  [
    'сайт: обращение без входа до 30.03.2025',
    { channel: 'site_form', declares: 'appeal', receivedOn: '2025-03-01' },
    A,
    'site-appeal-old',
    was,
    ANSWER,
    '+fz59-answer',
  ],
  [
    'сайт: обращение о миграции',
    { channel: 'site_form', identity: 'esia_verified', declares: 'appeal', signs: ['migration'] },
    A,
    'site-appeal-esia',
    art7,
    ANSWER,
    '+fz59-migration',
  ],
  // Networks, press.
  [
    'запись в соцсети',
    { channel: 'social_post', identity: 'social_profile' },
    O,
    'social-open',
    '59-ФЗ, ст. 4 п. 1; порядок работы с инцидентами',
    null,
    '!clock-59fz +incident-first-look -fz59-answer',
  ],
  [
    'запись называет себя обращением',
    { channel: 'social_post', declares: 'appeal' },
    O,
    'social-open',
    '59-ФЗ, ст. 4 п. 1; порядок работы с инцидентами',
    null,
    '!clock-59fz ?explain-appeal',
  ],
  [
    'комментарий в соцсети',
    { channel: 'social_comment' },
    O,
    'social-open',
    '59-ФЗ, ст. 4 п. 1; порядок работы с инцидентами',
    null,
    '!clock-59fz +incident-first-look',
  ],
  [
    'запись о преступлении',
    { channel: 'social_post', signs: ['reports-crime'] },
    O,
    'social-open',
    '59-ФЗ, ст. 4 п. 1; порядок работы с инцидентами',
    null,
    '=tell-police -fz59-forward',
  ],
  [
    'публикация в газете',
    { channel: 'media_publication' },
    O,
    'media-open',
    '59-ФЗ, ст. 4 п. 1; порядок работы с инцидентами',
    null,
    '!clock-59fz -incident-first-look',
  ],
  [
    'личное сообщение странице',
    { channel: 'direct_message', identity: 'social_profile' },
    P,
    'direct-message',
    art7,
    null,
    '-fz59-answer',
  ],
  [
    'личное сообщение: «прошу считать обращением»',
    { channel: 'direct_message', declares: 'appeal' },
    P,
    'direct-message',
    art7,
    null,
    '!count-as-appeal ?explain-appeal',
  ],
  ['бот MAX', { channel: 'max_bot' }, P, 'max-message', art7, null, '+pos-moderation'],
  [
    'бот MAX, заявитель опознан',
    { channel: 'max_bot', identity: 'esia_verified', declares: 'appeal' },
    A,
    'max-appeal',
    art7,
    ANSWER,
    '+fz59-answer',
  ],
  [
    'бот MAX: обращение без опознания',
    { channel: 'max_bot', declares: 'appeal' },
    P,
    'max-message',
    art7,
    null,
    '!count-as-appeal ?explain-appeal',
  ],
  // Voice, service papers, registers.
  ['звонок', { channel: 'phone_call', identity: 'phone' }, P, 'phone', '59-ФЗ, ст. 13', null, '!clock-59fz'],
  [
    'звонок: «прошу считать обращением»',
    { channel: 'phone_call', declares: 'appeal' },
    P,
    'phone',
    '59-ФЗ, ст. 13',
    null,
    '!clock-59fz ?explain-reception',
  ],
  ['карточка 112', { channel: 'edds_112' }, I, 'edds-internal', 'порядок работы ЕДДС', null, '-fz59-answer'],
  [
    'служебное письмо',
    { channel: 'official_letter' },
    I,
    'letter-internal',
    '59-ФЗ, ст. 1 ч. 1',
    null,
    '-fz59-answer',
  ],
  [
    'обращение, переданное другим органом',
    { channel: 'official_letter', signs: ['forwarded-to-us'] },
    A,
    'letter-forwarded-appeal',
    '59-ФЗ, ст. 8 ч. 3',
    ANSWER,
    '+fz59-answer =tell-sender',
  ],
  [
    'письмо общественной организации',
    { channel: 'official_letter', signs: ['association'] },
    A,
    'letter-association',
    '59-ФЗ, ст. 1 ч. 4',
    ANSWER,
    '+fz59-answer',
  ],
  [
    'депутатский запрос',
    { channel: 'official_letter', signs: ['deputy-request'] },
    I,
    'deputy-request',
    '59-ФЗ, ст. 1 ч. 2; закон о статусе депутата',
    null,
    '-fz59-answer',
  ],
  ['загрузка реестра', { channel: 'import' }, P, 'import', '59-ФЗ, ст. 4 п. 1', null, '-fz59-answer'],
  [
    'загрузка реестра обращений',
    { channel: 'import', declares: 'appeal' },
    A,
    'import-appeal',
    '59-ФЗ, ст. 8',
    ANSWER,
    '+fz59-answer',
  ],
];

const facts = (given: Partial<ContactFacts>): ContactFacts => ({
  channel: 'paper',
  identity: 'anonymous',
  receivedOn: '2026-11-24',
  ...given,
});

describe('which order applies, and why', () => {
  it('has at least sixty rows, each cites the rule it comes from', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  });

  it.each(rows)('%s', (_name, given, regime, rule, legal, answer, follows) => {
    const decision = decideRegime(facts(given));
    expect(decision).toMatchObject({ regime, ruleId: rule, legal, answerRule: answer });
    expect(reasonLine(decision)).toBe(`${decision.reason}: ${legal}`);
    const codes = {
      '+': decision.clocks,
      '!': decision.forbids,
      '=': decision.duties,
      '?': decision.offers,
    };
    const all = Object.values(codes).flat();
    for (const word of follows.split(' ')) {
      const mark = word[0]!;
      const code = word.slice(1);
      if (mark === '-')
        expect(
          all.map((effect) => effect.code),
          word,
        ).not.toContain(code);
      else
        expect(
          codes[mark as keyof typeof codes].map((effect) => effect.code),
          word,
        ).toContain(code);
    }
  });

  it('cites an article or an order for everything that follows', () => {
    for (const [, given] of rows) {
      const decision = decideRegime(facts(given));
      for (const effect of [...decision.clocks, ...decision.forbids, ...decision.duties, ...decision.offers])
        expect(effect.legal, effect.id).toMatch(/ФЗ|порядок|набор сроков/);
    }
  });

  it('uses every rule and every effect of the pack', () => {
    const used = new Set<string>();
    for (const [, given] of rows) {
      const { ruleId, clocks, forbids, duties, offers } = decideRegime(facts(given));
      for (const id of [ruleId, ...[...clocks, ...forbids, ...duties, ...offers].map((entry) => entry.id)])
        used.add(id);
    }
    const { rules, effects } = currentRegimes();
    expect([...rules, ...effects].map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  });

  it('says where the law leaves no choice: no appeal of a post, a call, an e-mail', () => {
    const forbidden = (given: Partial<ContactFacts>) => forbidsAppeal(decideRegime(facts(given)));
    expect(forbidden({ channel: 'social_post' })).toBe(true);
    expect(forbidden({ channel: 'phone_call' })).toBe(true);
    expect(forbidden({ channel: 'email' })).toBe(true);
    expect(forbidden({ channel: 'email', receivedOn: '2025-03-29' })).toBe(false);
    expect(forbidden({ channel: 'paper' })).toBe(false);
  });
});

describe('the pack', () => {
  it('decides for every channel on every day', () => {
    for (const channel of channels)
      for (const receivedOn of ['2019-01-10', '2025-03-29', '2025-03-30', '2027-12-31'])
        expect(regimes, `${channel} ${receivedOn}`).toContain(
          decideRegime(facts({ channel, receivedOn })).regime,
        );
  });

  it('starts only clocks that the deadline pack has', () => {
    const { byId } = readShippedRules();
    const named = [
      ...currentRegimes().rules.flatMap(({ answerRule }) => answerRule ?? []),
      ...currentRegimes().effects.flatMap(({ clock, drops }) => [...(clock ? [clock] : []), ...drops]),
    ];
    expect(named.filter((id) => !byId.has(id))).toEqual([]);
  });

  it('marks what no public text confirmed', () => {
    const { rules, effects } = currentRegimes();
    const marked = [...rules, ...effects].filter(({ toVerify }) => toVerify).map(({ id }) => id);
    expect(marked).toEqual(
      expect.arrayContaining(['crime-forward', 'migration-clock', 'site-appeal-account', 'pos']),
    );
    expect(
      decideRegime(facts({ signs: ['reports-crime'] })).duties.find(({ code }) => code === 'forward-crime')
        ?.toVerify,
    ).toBe(true);
  });

  it('refuses a pack that contradicts itself', () => {
    const read = () =>
      JSON.parse(readFileSync(new URL('../../../packs/regimes/regimes-2026.json', import.meta.url), 'utf8'));
    const twice = read();
    twice.rules.push(twice.rules[0]);
    expect(() => loadRegimePack(twice)).toThrow(/записано дважды/);
    const foreign = read();
    foreign.rules[0].when.signs = ['no-such-sign'];
    expect(() => loadRegimePack(foreign)).toThrow(/нет признака/);
    const mute = read();
    delete mute.effects[0].clock;
    expect(() => loadRegimePack(mute)).toThrow(/не назван срок/);
    expect(() => loadRegimePack({})).toThrow(/не читаются/);
  });

  it('knows its signs', () => {
    expect(() => requireSigns(['migration'])).not.toThrow();
    expect(() => requireSigns(['nothing'])).toThrow(/признака нет/);
  });
});
