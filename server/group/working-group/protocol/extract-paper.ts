import type { AcquaintanceLine } from '../../../../shared/contract/group/working-group-protocol.ts';
import { formatDateTime, formatDay } from '../../../../shared/text/dates.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { acted, plural } from '../../../../shared/text/plural.ts';
import { cityDay, readCity } from '../../../lib/city.ts';
import type { Block, OfficialDocument } from '../../../lib/documents/model.ts';
import { nameIn, signatureName } from '../../../lib/documents/names.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { organisationOf } from '../../../messages/office/index.ts';
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

/** What is the same on both papers. */
function frame(
  around: Around,
  protocol: SignedProtocol,
): Pick<
  OfficialDocument,
  'letterhead' | 'date' | 'number' | 'registered' | 'refer' | 'addressee' | 'place' | 'qr'
> &
  Pick<OfficialDocument, 'salutation' | 'attachments' | 'executor' | 'isLandscape' | 'isLongKept'> {
  const { organisation, place } = organisationOf(around.config);
  return {
    letterhead: { organisation, lines: [] },
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

/** Decisions of one executor, with what was heard on each of their items. */
export function extractPaper(
  around: Around,
  protocol: SignedProtocol,
  { name, items }: { name: string; items: readonly ProtocolItem[] },
): OfficialDocument {
  const { content } = protocol;
  const { presiding, present } = content;
  return {
    ...frame(around, protocol),
    kind: 'ВЫПИСКА ИЗ ПРОТОКОЛА',
    title: titleOf,
    blocks: [
      ...(presiding ? [line(`Председательствующий — ${stopped(nameIn(presiding.name, 'nominative'))}`)] : []),
      line(`Секретарь — ${stopped(nameIn(content.secretary, 'nominative'))}`),
      line(
        `${stopped(acted(present.length, ['Присутствовал', 'Присутствовали'], 'человек', 'человека', 'человек'))}`,
      ),
      line(`Выписка для исполнителя: ${stopped(nameIn(name, 'nominative'))}`),
      ...items.flatMap((item) => drawItem({ ...item, speeches: [], opinions: [] })),
      drawOriginal(around, protocol),
      drawProof(around, protocol),
    ],
    signature: vouch(around, protocol, 'Выписка верна'),
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
