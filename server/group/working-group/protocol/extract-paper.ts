import type { AcquaintanceLine } from '../../../../shared/contract/group/working-group-protocol.ts';
import { formatDateTime, formatDay } from '../../../../shared/text/dates.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { acted, plural } from '../../../../shared/text/plural.ts';
import type { DayRoot } from '../../../base/audit/index.ts';
import { cityDay, readCity } from '../../../lib/city.ts';
import { organisationOf } from '../../../lib/documents/letterhead.ts';
import type { Block, OfficialDocument } from '../../../lib/documents/model.ts';
import { nameIn, signatureName } from '../../../lib/documents/names.ts';
import { hashToken } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { ProtocolContent, ProtocolItem } from './protocol-content.ts';
import { checkUrl, drawItem, label, titleOf } from './protocol-paper.ts';
import { lowerFirst, stopped } from './protocol-words.ts';

/** A signed protocol as papers made of it name it. */
export interface SignedProtocol {
  content: ProtocolContent;
  number: string;
  at: Date;
  documentId: string;
  /** «рег. № … от …» of the city's document system. */
  registered: string | null;
  /** SHA-256 of the exact file that was signed. */
  sha256: string;
}

/** The signature of an extract, and the number it is known by. */
export interface Certified {
  /** «1/2026-В2». */
  number: string;
  /** «рег. № … от …» of the extract itself; null on the file that is signed: it comes after. */
  registered: string | null;
  documentId: string;
  at: Date;
  owner: string;
  position: string;
  /** The last sealed day of the journal; null on a copy. */
  root: DayRoot | null;
}

const line = (text: string): Block => ({ kind: 'line', text });

type Around = Pick<Ctx, 'config' | 'now'>;

/** The page of the signed file, and the hash it must have: whoever reads the code compares the two. */
const proofUrl = ({ config }: Around, { documentId, sha256 }: SignedProtocol): string =>
  `${checkUrl(config, documentId)}?sha256=${sha256}`;

function drawProof(around: Around, protocol: SignedProtocol): Block {
  return {
    kind: 'note',
    lines: [
      `Отпечаток подписанного протокола (SHA-256): ${protocol.sha256}`,
      `Проверить: ${checkUrl(around.config, protocol.documentId)}`,
    ],
  };
}

/** What is the same on both papers; `at` is when one was certified. */
function frame(
  around: Around,
  protocol: SignedProtocol,
  at: Date | null = null,
): Pick<
  OfficialDocument,
  'letterhead' | 'date' | 'number' | 'registered' | 'refer' | 'addressee' | 'place' | 'qr'
> &
  Pick<OfficialDocument, 'salutation' | 'attachments' | 'executor' | 'isLandscape' | 'isLongKept'> {
  const { organisation, place, edition } = organisationOf(at);
  return {
    letterhead: { organisation, lines: [], edition },
    date: formatDay(protocol.content.day),
    number: protocol.number,
    registered: protocol.registered,
    refer: null,
    addressee: [],
    place,
    qr: proofUrl(around, protocol),
    salutation: null,
    attachments: [],
    executor: null,
    isLandscape: false,
    isLongKept: false,
  };
}

function drawOriginal({ config }: Around, { content, at }: SignedProtocol): Block {
  const { presiding } = content;
  const role = presiding ? groupRoleTitles[presiding.role].toLocaleLowerCase('ru') : '';
  const name = presiding ? signatureName(presiding.name) : '';
  return label(
    'Подлинник подписан:',
    `председательствующий, ${role} ${name}, простая электронная подпись, ${formatDateTime(at, readCity(config).zone)}.`,
  );
}

/** The secretary vouches that a paper says what the original does (ГОСТ Р 7.0.97-2025, отметка о заверении копии). */
const vouch = ({ config, now }: Around, { content }: SignedProtocol, words: string) => ({
  above: words,
  position: 'Секретарь рабочей группы',
  name: signatureName(content.secretary),
  mark: null,
  below: formatDay(cityDay(config, now)),
});

/** Where a certified extract is checked, and from which file it was made. */
function drawChecks(around: Around, protocol: SignedProtocol, { documentId, root }: Certified): Block {
  return {
    kind: 'note',
    lines: [
      `Проверить выписку: ${checkUrl(around.config, documentId)}`,
      `Проверить протокол: ${checkUrl(around.config, protocol.documentId)}`,
      `Отпечаток подписанного протокола (SHA-256): ${protocol.sha256}`,
      ...(root ? [`Корень журнала на ${formatDay(root.day)}: ${root.root}`] : []),
    ],
  };
}

/** By what an extract is known: its number, the signed file it was made from, its words. */
const printOf = ({ sha256 }: SignedProtocol, items: readonly ProtocolItem[], { number }: Certified): string =>
  hashToken(JSON.stringify([number, sha256, items])).slice(0, 16);

/** «№ 1/2026-В2 (рег. № … от …) » */
const ownNumber = ({ number, registered }: Certified): string =>
  `№ ${number} ${registered ? `(${registered}) ` : ''}`;

function certify(
  { config }: Around,
  protocol: SignedProtocol,
  { items, certified }: { items: readonly ProtocolItem[]; certified: Certified },
): OfficialDocument['signature'] {
  const { owner, position, at } = certified;
  const { zone } = readCity(config);
  return {
    above: 'Выписка верна',
    position,
    name: signatureName(owner),
    mark: {
      owner,
      at: formatDateTime(at, zone),
      fingerprint: `${printOf(protocol, items, certified)} (текст выписки)`,
    },
    below: formatDay(cityDay(config, at)),
  };
}

/** Decisions of one executor, with what was heard on each of their items; certified by a signature, or by a hand. */
export function extractPaper(
  around: Around,
  protocol: SignedProtocol,
  { name, items, certified }: { name: string; items: readonly ProtocolItem[]; certified: Certified | null },
): OfficialDocument {
  const { content } = protocol;
  const { presiding, present } = content;
  return {
    ...frame(around, protocol, certified?.at),
    kind: 'ВЫПИСКА ИЗ ПРОТОКОЛА',
    title: titleOf,
    ...(certified && { qr: checkUrl(around.config, certified.documentId) }),
    blocks: [
      ...(presiding ? [line(`Председательствующий — ${stopped(nameIn(presiding.name, 'nominative'))}`)] : []),
      line(`Секретарь — ${stopped(nameIn(content.secretary, 'nominative'))}`),
      line(
        `${stopped(acted(present.length, ['Присутствовал', 'Присутствовали'], 'человек', 'человека', 'человек'))}`,
      ),
      line(
        `Выписка ${certified ? ownNumber(certified) : ''}для исполнителя: ${stopped(nameIn(name, 'nominative'))}`,
      ),
      ...items.flatMap((item) => drawItem({ ...item, speeches: [], opinions: [] })),
      drawOriginal(around, protocol),
      certified ? drawChecks(around, protocol, certified) : drawProof(around, protocol),
    ],
    signature: certified
      ? certify(around, protocol, { items, certified })
      : vouch(around, protocol, 'Выписка верна'),
  };
}

/** Who is to know the protocol: the moment each said so, and a place for the hand of who has not. */
export function acquaintancePaper(
  around: Around,
  protocol: SignedProtocol,
  lines: readonly AcquaintanceLine[],
): OfficialDocument {
  const { zone } = readCity(around.config);
  const known = lines.filter(({ at }) => at).length;
  const moment = (at: string | null) => (at ? formatDateTime(at, zone) : '');
  return {
    ...frame(around, protocol),
    kind: 'ЛИСТ ОЗНАКОМЛЕНИЯ',
    title: `с протоколом ${titleOf}`,
    blocks: [
      {
        kind: 'text',
        text: `Протокол № ${protocol.number} от ${formatDay(protocol.content.day)}. ${plural(known, 'Ознакомлен', 'Ознакомлены', 'Ознакомлены')} ${known} из ${lines.length}.`,
      },
      {
        kind: 'table',
        caption: 'С протоколом ознакомлены',
        hasTotal: false,
        head: ['№', 'Фамилия, инициалы, должность', 'Ознакомлен(а)', 'Поручения', 'Подпись'],
        rows: lines.map((one, place) => [
          String(place + 1),
          `${nameIn(one.name, 'nominative')}, ${lowerFirst(one.position)}`,
          [moment(one.at), one.byName && `за отсутствующего: ${one.byName}`].filter(Boolean).join('; '),
          one.assignments
            .map(({ number, acknowledgedAt }) => `${number}: ${moment(acknowledgedAt) || 'нет отметки'}`)
            .join('; '),
          one.at ? 'в системе' : '',
        ]),
        widths: [6, 34, 20, 24, 16],
        figures: [],
      },
      drawProof(around, protocol),
    ],
    signature: vouch(around, protocol, 'Отметки системы верны'),
  };
}
