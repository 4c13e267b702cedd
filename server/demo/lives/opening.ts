import type { PackFact } from '../../base/taxonomy/pack.ts';
import { type DemoChannel, isRegisteredByStaff, originOf } from '../world/channels.ts';
import { chooseText, composeMessage, fillPlace, forgetPlace } from '../world/message-text.ts';
import { makeResident, type Resident } from '../world/people.ts';
import { strayTexts, vagueTexts } from '../world/phrases.ts';
import { demoUuid, openRandom, type Random } from '../world/random.ts';
import type { ContactRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import type { Arrival } from './arrival.ts';
import { type Life, type Opening, staffDoer } from './life.ts';

/** Rule of the answer term until the topic is known, and of a statutory appeal. */
const GENERAL_RULE = 'answer-30cd';
const APPEAL_RULE = 'fz59-answer';
/** Confidence from which a suggested topic counts before an operator's word (cases/intake/follow-up.ts). */
const TRUSTED = 0.5;
const CONSENT_VERSION = '2026-1';

/** How often the writer of a channel names the topic, and lets the card be shown. */
const choosesTopic: Partial<Record<DemoChannel, number>> = { site_form: 0.6, pos: 0.6, max_bot: 0.35 };
const allowsShow: Partial<Record<DemoChannel, number>> = { site_form: 0.62, pos: 0.36, max_bot: 0.4 };

/** What the message says and what is known of it at registration. */
export function openMatter(world: World, arrival: Arrival, random: Random): Opening {
  const { channel, fact } = arrival;
  const isAppeal = originOf(channel).regime === 'appeal_59fz';
  const hasConsent = arrival.stray === null && random.chance(allowsShow[channel] ?? 0);
  const body = writeBody(random, arrival, hasConsent);
  const suggestion = world.suggest(body);
  const chosen = arrival.stray ? null : nameTopic(world, random, arrival);
  const [best] = suggestion;
  const isTrusted = best !== undefined && best.confidence >= TRUSTED;
  const isStaffed = isRegisteredByStaff(channel);
  if (arrival.partOf) return openPart(world, arrival, { body, suggestion, isAppeal });
  return {
    arrival,
    body,
    suggestion,
    block: chosen?.block ?? (isTrusted ? best.block : null),
    factId: chosen?.id ?? null,
    topicSource: chosen ? nameSource(channel) : isTrusted ? 'suggested' : 'none',
    isHigh: isStaffed && (fact.importance === 'high' || random.chance(0.07)),
    hasConsent,
    ruleId: isAppeal ? APPEAL_RULE : (chosen?.deadlineRule ?? GENERAL_RULE),
    registrar: isStaffed ? staffDoer(world.crew.operator) : { ref: 'anonymous', name: 'Житель', id: null },
  };
}

/** A part of a split message: the operator named its topic, and its term runs from the whole. */
function openPart(
  world: World,
  arrival: Arrival,
  { body, suggestion, isAppeal }: Pick<Opening, 'body' | 'suggestion'> & { isAppeal: boolean },
): Opening {
  const { fact } = arrival;
  return {
    arrival,
    body,
    suggestion,
    block: fact.block,
    factId: fact.id,
    topicSource: 'operator',
    isHigh: false,
    hasConsent: false,
    ruleId: isAppeal ? APPEAL_RULE : fact.deadlineRule,
    registrar: staffDoer(world.crew.operator),
  };
}

const nameSource = (channel: DemoChannel): string =>
  isRegisteredByStaff(channel) ? 'operator' : channel === 'site_form' ? 'resident' : 'import';

/** Operators name the topic right; residents now and then choose a neighbour of it, or «другое». */
function nameTopic(world: World, random: Random, { channel, fact }: Arrival): PackFact | null {
  if (isRegisteredByStaff(channel)) return random.chance(0.85) ? fact : null;
  if (!random.chance(choosesTopic[channel] ?? 0)) return null;
  if (random.chance(0.9)) return fact;
  return random.pick(world.facts.filter(({ block }) => block === fact.block));
}

function writeBody(random: Random, arrival: Arrival, hasConsent: boolean): string {
  const { stray, fact, channel, place } = arrival;
  if (stray !== null) return random.pick(stray === 'vague' ? vagueTexts : (strayTexts[stray] ?? vagueTexts));
  const text = arrival.text ?? chooseText(random, fact, place);
  // Who lets strangers read about their home does not name it in the text.
  const heart = place.isHome && hasConsent ? forgetPlace(text) : fillPlace(text, place);
  return composeMessage(random, heart, { channel, block: fact.block });
}

/** The author as the channel tells of them. */
export function addAuthor(world: World, life: Life, arrival: Arrival, seed: string): Resident {
  const { random, file } = life;
  const resident = residentOf(seed, arrival.resident);
  const origin = originOf(arrival.channel);
  const isStaffed = isRegisteredByStaff(arrival.channel);
  const reach = reachable(random, arrival.channel, resident);
  const hasConsent = arrival.channel === 'site_form';
  life.contacts.push({
    id: demoUuid(arrival.at, random),
    case_id: file.id,
    kind: arrival.channel,
    regime: origin.regime,
    regime_reason: origin.reason,
    identity: reach.phone && origin.identity === 'anonymous' ? 'phone' : origin.identity,
    is_joiner: false,
    person_name: namePerson(random, arrival.channel, resident),
    ...reach,
    received_at: arrival.channel === 'paper' ? arrival.at - random.int(1, 20) * 3_600_000 : arrival.at,
    external_source: origin.source,
    external_id: origin.source === null ? null : `demo-${seed}-${arrival.number}`,
    body: null,
    client_key: hasConsent ? demoUuid(arrival.at, random) : null,
    client_hash: hasConsent ? file.id.replaceAll('-', '').repeat(2) : null,
    ...consentOf(random, hasConsent),
    registered_by: isStaffed ? world.crew.operator.id : null,
  });
  return resident;
}

/** Nobody is written to about a part: its contact names nobody (cases/answers/split.ts). */
export function addNobody(world: World, life: Life, arrival: Arrival, seed: string): Resident {
  const resident = addAuthor(world, life, arrival, seed);
  Object.assign(life.contacts[0]!, {
    identity: 'anonymous',
    regime_reason: 'Часть разделённого дела: порядок тот же',
    person_name: null,
    phone: null,
    email: null,
    external_source: null,
    external_id: null,
    client_key: null,
    client_hash: null,
    consent_version: null,
    consent_ip: null,
    consent_agent: null,
    received_at: arrival.at,
    registered_by: world.crew.operator.id,
  });
  return resident;
}

/** Addresses of TEST-NET-2 (RFC 5737): nobody's. */
function consentOf(random: Random, hasConsent: boolean) {
  return {
    consent_version: hasConsent ? CONSENT_VERSION : null,
    consent_ip: hasConsent ? `198.51.100.${random.int(1, 254)}` : null,
    consent_agent: hasConsent ? 'Демонстрация' : null,
  };
}

export const residentOf = (seed: string, index: number): Resident =>
  makeResident(index, openRandom(`${seed}:resident:${index}`));

function namePerson(random: Random, channel: DemoChannel, { fullName }: Resident): string | null {
  const [family = '', name = ''] = fullName.split(' ');
  switch (channel) {
    case 'social_post':
    case 'social_comment':
    case 'max_bot':
      return `${name} ${family}`;
    case 'edds_112':
      return random.chance(0.5) ? fullName : null;
    case 'site_form':
      return random.chance(0.12) ? null : fullName;
    default:
      return fullName;
  }
}

/** Chance of a phone and of an e-mail, by channel; a form demands one of the two. */
const reachBy: Record<DemoChannel, readonly [number, number]> = {
  pos: [0.7, 0.75],
  epgu: [0.5, 0.95],
  site_form: [0.82, 0.45],
  phone_call: [0.97, 0.05],
  reception: [0.8, 0.1],
  paper: [0.2, 0.05],
  edds_112: [0.85, 0],
  max_bot: [0.5, 0],
  social_post: [0, 0],
  social_comment: [0, 0],
};

function reachable(
  random: Random,
  channel: DemoChannel,
  { phone, email }: Resident,
): Pick<ContactRow, 'phone' | 'email'> {
  const [byPhone, byEmail] = reachBy[channel];
  const left = { phone: random.chance(byPhone) ? phone : null, email: random.chance(byEmail) ? email : null };
  const mustBe = channel === 'site_form' || channel === 'pos' || channel === 'epgu';
  return mustBe && !left.phone && !left.email ? { ...left, email } : left;
}

/** Somebody joins an open message on the portal. */
export function addJoiner(life: Life, at: number, seed: string, residents: number): ContactRow {
  const { random, file } = life;
  const origin = originOf('site_form');
  const resident = residentOf(seed, Math.floor(residents * random.next()));
  const contact: ContactRow = {
    id: demoUuid(at, random),
    case_id: file.id,
    kind: 'site_form',
    regime: origin.regime,
    regime_reason: origin.reason,
    identity: 'anonymous',
    is_joiner: true,
    person_name: random.chance(0.3) ? null : resident.fullName,
    ...reachable(random, 'site_form', resident),
    received_at: at,
    external_source: null,
    external_id: null,
    body: random.chance(0.35) ? 'У нас то же самое.' : null,
    client_key: demoUuid(at, random),
    client_hash: file.id.replaceAll('-', '').repeat(2),
    ...consentOf(random, true),
    registered_by: null,
  };
  life.contacts.push(contact);
  file.joined_count += 1;
  life.tell({ at, kind: 'joined', visibility: 'public' }, { ref: 'anonymous', name: 'Житель', id: null });
  life.write('cases.join', at, { ref: 'anonymous', name: '', id: null }, { contactId: contact.id });
  return contact;
}
