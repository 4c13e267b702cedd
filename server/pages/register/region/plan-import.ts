import type { BodyLevel, Recipient } from '../../../../shared/contract/pages/register.ts';
import { keysOf } from '../../../../shared/known.ts';
import { readDay } from '../../../../shared/text/dates.ts';
import { bodyLevelTitles } from '../../../../shared/text/pages/register.ts';
import { plainAddress } from '../plain-address.ts';
import { plainTitle, type RegionField } from './columns.ts';
import type { RegionRow } from './read-rows.ts';
import { bodyShape, exemptionShape, pageShape, Refusal, requireShape } from './row-shapes.ts';

/** What is here already, as much as a row is held against. */
export interface KnownBody {
  unitId: string;
  title: string;
  shortTitle: string;
  isActive: boolean;
  /** Null: nobody has said who it is. */
  said: {
    recipient: Recipient;
    level: BodyLevel;
    founder: string;
    ogrn: string;
    spheres: readonly string[];
    version: number;
  } | null;
  exemptions: readonly { network: string | null; ground: string; until: string | null }[];
}

export interface KnownPage {
  id: string;
  unitId: string;
  url: string;
  settingsUrl: string;
  gosId: string;
  followers: number | null;
  /** The network itself tells them. */
  isFollowersTold: boolean;
  weekReach: number | null;
  postReach: number | null;
}

export interface KnownNetwork {
  id: string;
  title: string;
  ground: string;
  isChoosable: boolean;
  hosts: readonly string[];
}

interface Figures {
  followers: number | null;
  weekReach: number | null;
  postReach: number | null;
}

export type RegionChange =
  | {
      kind: 'body';
      unitId: string;
      version: number;
      said: { recipient: Recipient; level: BodyLevel; founder: string; ogrn: string; spheres: string[] };
    }
  | { kind: 'exemption'; unitId: string; network: string | null; ground: string; until: string | null }
  | {
      kind: 'new-page';
      unitId: string;
      network: string;
      url: string;
      title: string;
      settingsUrl: string;
      gosId: string;
      figures: Figures;
    }
  /** Figures are null where the table tells nothing new of them. */
  | { kind: 'page'; id: string; unitId: string; settingsUrl: string; gosId: string; figures: Figures | null };

export interface RegionPlan {
  changes: { row: number; body: string; what: string; change: RegionChange }[];
  same: number;
  refused: { row: number; body: string; why: string }[];
  undescribed: number;
}

interface Known {
  bodies: readonly KnownBody[];
  pages: readonly KnownPage[];
  networks: readonly KnownNetwork[];
  /** Who the bodies are of which nobody has said it; null = leave them unsaid. */
  recipient: Recipient | null;
  /** Whose each ОГРН of the register is, of closed bodies too. */
  owners: ReadonlyMap<string, string>;
  today: string;
}

/** The body of a row: by its ОГРН, else by its name. */
function findBody({ values }: RegionRow, bodies: readonly KnownBody[]): KnownBody {
  const name = plainTitle(values.body ?? '');
  const byOgrn = values.ogrn ? bodies.find(({ said }) => said?.ogrn === values.ogrn) : undefined;
  const byName = bodies.find((one) =>
    [one.title, one.shortTitle].some((title) => plainTitle(title) === name),
  );
  const body = byOgrn ?? byName;
  if (!body) throw new Refusal('Такого органа нет в структуре: сначала его заводят в «Людях и ролях»');
  return body;
}

/** A whole number of a cell: null where it is empty. */
function readFigure(text: string | null, kept: number | null): number | null {
  if (text === null) return kept;
  const digits = text.replaceAll(/[\s\u00a0]/gu, '');
  if (digits === '') return null;
  if (!/^\d{1,9}$/u.test(digits)) throw new Refusal(`«${text}» — не целое число`);
  return Number(digits);
}

function readLevel(text: string | null, kept: BodyLevel): BodyLevel {
  if (!text) return kept;
  const found = keysOf(bodyLevelTitles).find(
    (level) => plainTitle(bodyLevelTitles[level]) === plainTitle(text),
  );
  if (!found) throw new Refusal(`Уровня «${text}» нет`);
  return found;
}

/** What a row says of its body; null where that is here already, or nobody says who it is. */
function planBody({ values }: RegionRow, body: KnownBody, recipient: Recipient | null): RegionChange | null {
  const kept = body.said;
  const told = (field: RegionField, was: string): string => values[field] ?? was;
  const said = {
    level: readLevel(values.level, kept?.level ?? 'municipality'),
    founder: told('founder', kept?.founder ?? ''),
    ogrn: told('ogrn', kept?.ogrn ?? ''),
    spheres: [0, 1, 2].flatMap(
      (at) =>
        told((['sphere1', 'sphere2', 'sphere3'] as const)[at] ?? 'sphere1', kept?.spheres[at] ?? '') || [],
    ),
  };
  const isSame =
    kept !== null &&
    kept.level === said.level &&
    kept.founder === said.founder &&
    kept.ogrn === said.ogrn &&
    kept.spheres.join('\n') === said.spheres.join('\n');
  // Of whoever nobody has described the register says «МО» by itself.
  const says = said.founder || said.ogrn || said.spheres.length > 0 || said.level !== 'municipality';
  const who = kept?.recipient ?? recipient;
  if (isSame || who === null || (kept === null && !says)) return null;
  requireShape(bodyShape, said);
  return {
    kind: 'body',
    unitId: body.unitId,
    version: kept?.version ?? 0,
    said: { recipient: who, ...said },
  };
}

/** «Одноклассники: распоряжение № 214-р, до 31.12.2026». */
function readExemption(text: string, networks: readonly KnownNetwork[]) {
  const network = networks.find(({ title }) => text.startsWith(`${title}: `));
  const words = network ? text.slice(network.title.length + 2) : text;
  const [, ground, until] = /^(.*?)(?:, до (\d{2}\.\d{2}\.\d{4}))?$/su.exec(words) ?? [];
  const day = until ? readDay(until) : null;
  if (until && day === null) throw new Refusal(`Такого дня нет: ${until}`);
  return { network: network?.id ?? null, ground: (ground ?? words).trim(), until: day };
}

function planExemption({ values }: RegionRow, body: KnownBody, known: Known): RegionChange | null {
  if (!values.exemption) return null;
  const told = readExemption(values.exemption, known.networks);
  const isKept = body.exemptions.some(
    ({ network, ground, until }) =>
      network === told.network && ground === told.ground && until === told.until,
  );
  if (isKept) return null;
  const network = known.networks.find(({ id }) => id === told.network);
  if (network) requireChoosable(network);
  requireShape(exemptionShape, told);
  if (told.until !== null && told.until < known.today)
    throw new Refusal('Срок основания не вести страницу уже прошёл');
  return { kind: 'exemption', unitId: body.unitId, ...told };
}

function requireChoosable({ title, ground, isChoosable }: KnownNetwork): void {
  if (!isChoosable) throw new Refusal(`${title} — выбрать нельзя: ${ground}`);
}

function networkOf(url: string, networks: readonly KnownNetwork[]): KnownNetwork {
  const host = URL.parse(url)?.hostname.replace(/^(?:www|m)\./u, '') ?? '';
  const network = networks.find(({ hosts }) => hosts.includes(host));
  if (!network) throw new Refusal('Ссылка ведёт не в ту сеть, где бывает официальная страница');
  requireChoosable(network);
  return network;
}

function planPage({ values }: RegionRow, body: KnownBody, known: Known): RegionChange | null {
  if (!values.link) return null;
  const url = plainAddress(`https://${values.link.replace(/^https?:\/\//u, '')}`);
  const page = known.pages.find((one) => plainAddress(one.url) === url);
  if (page && page.unitId !== body.unitId) throw new Refusal('Эта страница в реестре у другого органа');
  const said = {
    settingsUrl: values.settingsUrl ?? page?.settingsUrl ?? '',
    gosId: values.gosId ?? page?.gosId ?? '',
    figures: {
      // What the network itself tells is not taken from a table.
      followers: page?.isFollowersTold
        ? page.followers
        : readFigure(values.followers, page?.followers ?? null),
      weekReach: readFigure(values.weekReach, page?.weekReach ?? null),
      postReach: readFigure(values.postReach, page?.postReach ?? null),
    },
  };
  if (!page) {
    const network = networkOf(url, known.networks).id;
    requireShape(pageShape, { url, ...said });
    return { kind: 'new-page', unitId: body.unitId, network, url, title: body.shortTitle, ...said };
  }
  const areFiguresKept = (['followers', 'weekReach', 'postReach'] as const).every(
    (one) => page[one] === said.figures[one],
  );
  if (areFiguresKept && page.settingsUrl === said.settingsUrl && page.gosId === said.gosId) return null;
  requireShape(pageShape, { url, ...said });
  return {
    kind: 'page',
    id: page.id,
    unitId: page.unitId,
    ...said,
    figures: areFiguresKept ? null : said.figures,
  };
}

const tell = (change: RegionChange): string =>
  ({
    body: 'сведения об органе',
    exemption: 'основание не вести страницу',
    'new-page': 'новая страница',
    page: 'сведения о странице',
  })[change.kind];

/** What one thing is of: the same thing told by two rows is one change. */
function keyOf(change: RegionChange): string {
  if (change.kind === 'page') return change.id;
  if (change.kind === 'new-page') return change.url;
  return change.kind === 'body' ? `body ${change.unitId}` : JSON.stringify(change);
}

/** Refuses what another body has: here already, or by a row above. `owners` is whose each number and new address is. */
function requireOwn(change: RegionChange, owners: ReadonlyMap<string, string>): void {
  const isTaken = (key: string): boolean => (owners.get(key) ?? change.unitId) !== change.unitId;
  if (change.kind === 'body' && isTaken(change.said.ogrn))
    throw new Refusal('Этот ОГРН уже у другого органа реестра');
  if (change.kind === 'new-page' && isTaken(change.url))
    throw new Refusal('Эту страницу строка выше отдаёт другому органу');
}

function noteOwner(change: RegionChange, owners: Map<string, string>): void {
  if (change.kind === 'body' && change.said.ogrn) owners.set(change.said.ogrn, change.unitId);
  if (change.kind === 'new-page') owners.set(change.url, change.unitId);
}

/**
 * Holds a table of the region against what is here: what is new, what is here already, what cannot be taken and why. A row that is
 * refused holds up no other. What a picture proves (the mark, the widgets, the connection) is not read from it at all.
 */
export function planRegionImport(rows: readonly RegionRow[], known: Known): RegionPlan {
  const plan: RegionPlan = { changes: [], same: 0, refused: [], undescribed: 0 };
  const taken = new Set<string>();
  const undescribed = new Set<string>();
  const owners = new Map(known.owners);
  for (const row of rows) {
    const name = row.values.body ?? '';
    try {
      const body = findBody(row, known.bodies);
      if (body.said === null && known.recipient === null) undescribed.add(body.unitId);
      const said = [
        planBody(row, body, known.recipient),
        planExemption(row, body, known),
        planPage(row, body, known),
      ].flatMap((change) => change ?? []);
      for (const change of said) requireOwn(change, owners);
      const found = said.filter((change) => !taken.has(keyOf(change)));
      if (found.length > 0 && !body.isActive)
        throw new Refusal('Орган закрыт в структуре: его страницы уходят в архив');
      for (const change of found) {
        taken.add(keyOf(change));
        noteOwner(change, owners);
      }
      plan.changes.push(
        ...found.map((change) => ({ row: row.row, body: body.title, what: tell(change), change })),
      );
      if (found.length === 0) plan.same += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      plan.refused.push({ row: row.row, body: name || 'без названия', why: error.message });
    }
  }
  return { ...plan, undescribed: undescribed.size };
}
