import { randomUUID } from 'node:crypto';
import { readShippedLadder } from '../../server/base/deadlines/packs.ts';
import { latestTaxonomy } from '../../server/base/taxonomy/current.ts';
import { versionId } from '../../server/base/taxonomy/store.ts';
import { packBodyId } from '../../server/messages/cases/core/bodies.ts';
import type { Route } from '../../shared/contract/route.ts';
import { DAY } from '../../shared/time.ts';
import { ABSENT, type Known } from './sample.ts';

/** Values by which routes are called. */

export const PHONE = '+79120000017';
/** The moment a world of bad requests stands at. */
export const NOW = '2026-11-27T09:00:00Z';

/** Whom and what a world has. */
interface Made {
  unitId: string;
  otherUnitId: string;
  personId: string;
  otherId: string;
  chairId: string;
}

/** Values by field name that hold for every route. */
export const listKnown = ({ unitId }: Made, route: Route): Known => ({
  version: 1,
  unitId,
  unit: unitId,
  parentId: ABSENT,
  executorId: ABSENT,
  email: route.id.startsWith('identity.') ? 'nobody@example.ru' : ABSENT,
  clientKey: () => randomUUID(),
  externalId: () => randomUUID(),
  text: 'На дороге глубокая яма, машины пробивают колёса',
  phone: PHONE,
  factId: 'roads.pavement.pothole',
  block: 'roads',
  place: { lat: 56.4185, lon: 61.9185, address: 'улица Титова, 14', isHome: false },
  lat: 56.4185,
  lon: 61.9185,
  bbox: '61.8,56.3,62,56.5',
  near: '56.4185,61.9185,300',
  area: '61.8,56.3;62,56.3;62,56.5',
  from: '2026-11-01',
  to: '2026-11-30',
  fromDay: '2026-11-01',
  toDay: '2026-11-30',
  validFrom: '2026-11-01',
  validTo: '2026-12-01',
  promisedOn: ABSENT,
  cursor: ABSENT,
  outcome: 'solved',
  districtId: 'sinarsky',
  source: 'proba',
  variant: 'thumb',
  consent: true,
  until: new Date(Date.now() + 3_600_000).toISOString(),
  year: 2026,
});

let phones = 0;
/** A code goes to one phone once a minute. */
function nextPhone(): string {
  phones += 1;
  return `+7912${String(1_000_000 + phones)}`;
}

/** Values that one route alone calls by a common name. */
export function listNamed({ unitId, otherUnitId, personId, otherId, chairId }: Made, route: Route): Known {
  const isPerson = route.path.startsWith('/api/people');
  return {
    ...(isPerson && { id: personId }),
    ...(route.path.startsWith('/api/units') && { id: unitId, kind: 'roads-service' }),
    into: otherId,
    substituteId: chairId,
    'channels.create-source.id': () => `s-${randomUUID().slice(0, 8)}`,
    'identity.create-person.email': () => `${randomUUID()}@example.ru`,
    'identity.edit-person.email': () => `${randomUUID()}@example.ru`,
    'identity.send-sign-in-code.email': ABSENT,
    'identity.check-sign-in-code.email': ABSENT,
    'identity.send-sign-in-code.phone': nextPhone,
    'machines.create-key.scopes': ['figures.read'],
    'machines.create-key.expiresOn': () => inDays(30),
    'exchange.set-system.code': 'letters:email',
    'clocks.add-duty.fromOn': () => inDays(1),
    'clocks.add-duty.toOn': () => inDays(2),
    'clocks.add-duty.fromTime': '08:00',
    'clocks.add-duty.toTime': '20:00',
    'identity.grant-role.role': 'member',
    'identity.list-people.role': 'observer',
    'cases.refuse-case.groundId': 'refuse-owner',
    'cases.refuse-execution.groundId': 'refuse-owner',
    'cases.reopen-case.groundId': 'reopen-undone',
    'cases.forward-case.groundId': 'forward-message',
    'cases.forward-case.bodyIds': [packBodyId('police')],
    'cases.save-body.id': ABSENT,
    ...sideWays(otherUnitId),
    'cases.split-case.responsibleUnitId': ABSENT,
    'cases.name-complained.unitIds': [],
    'cases.name-complained.bodyIds': [],
    'territory.search-address.q': 'титова 14',
    'cases.check-message.contact': PHONE,
    'cases.send-message-link.contact': PHONE,
  };
}

const inDays = (days: number): string => new Date(Date.parse(NOW) + days * DAY).toISOString().slice(0, 10);

const nothing = (): unknown => null;
/** The shipped ladder as a new version of it. */
function ladderSample(validFrom: string): unknown {
  const { legal, toVerify, quietHours, digestAt, versions } = readShippedLadder();
  return { legal, toVerify, quietHours, digestAt, validFrom, ladders: versions[0]!.ladders };
}
/** Values of the side paths, the office, the letters and the references. */
const sideWays = (otherUnitId: string): Known => ({
  'cases.ask-part.unitId': otherUnitId,
  'cases.ask-part.dueOn': () => inDays(1),
  'cases.give-part.reason': ABSENT,
  'cases.terminate-case.groundId': 'terminate-repeated',
  'cases.save-routing-rule.id': ABSENT,
  'cases.try-routing-rule.id': ABSENT,
  ...Object.fromEntries(
    ['save', 'try'].flatMap((verb) => [
      [`cases.${verb}-routing-rule.fromTime`, '18:00'],
      [`cases.${verb}-routing-rule.toTime`, '20:00'],
      [`cases.${verb}-routing-rule.factId`, 'roads.pavement.pothole'],
      [`cases.${verb}-routing-rule.block`, nothing],
      [`cases.${verb}-routing-rule.personId`, nothing],
    ]),
  ),
  'cases.set-photo-boxes.release': ABSENT,
  issuer: 'https://login.example.ru',
  'outbox.subscribe-push.endpoint': 'https://push.example.ru/1',
  'outbox.set-preferences.quiet': { from: 22, to: 8 },
  'outbox.try-letter-channel.to': PHONE,
  'outbox.set-letter-channel.settings': {
    url: 'https://sms.example.ru/send?to={phone}&text={text}',
    method: 'GET',
  },
  'outbox.set-letter-channel.isActive': () => false,
  'office.book-visit.at': '15:00',
  'office.plan-reception.startsAt': '15:00',
  'office.plan-reception.endsAt': '16:00',
  repeatOf: nothing,
  'office.close-visit.caseNumber': ABSENT,
  'office.make-document.kind': 'order-explained',
  ...Object.fromEntries(
    ['preview', 'save', 'simulate'].flatMap((verb) => [
      [`control.${verb}-rules.id`, 'answer-2wd'],
      [`control.${verb}-rules.unit`, 'working-day'],
      [`control.${verb}-rules.url`, 'https://example.ru/law'],
      [`control.${verb}-rules.validFrom`, '2027-01-15'],
    ]),
  ),
  'taxonomy.preview-change.validFrom': '2027-01-15',
  'taxonomy.save-change.validFrom': '2027-01-15',
  'identity.set-level.category': 'roads.pavement',
  'identity.set-level.regime': 'message',
  'identity.set-level.validFrom': '2100-01-01',
  'identity.create-provider.scope': 'openid profile email',
  'identity.edit-provider.scope': 'openid profile email',
  'control.preview-rules.validFrom': '2027-02-15',
  'control.preview-ladder.draft': () => ladderSample('2027-02-15'),
  'control.save-ladder.draft': () => ladderSample('2027-01-15'),
  'reconcile.compare-snapshot.mapping': { externalId: 'Номер сообщения', status: 'Статус' },
  'imports.start-import.mapping': { text: 'Текст' },
  'office.plan-reception.place': 'Каб. 12',
  'office.add-copies.bodyId': packBodyId('police'),
  base: () => versionId(latestTaxonomy()),
});
