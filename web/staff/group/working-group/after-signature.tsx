import type { ReactNode } from 'react';
import { downloadAcquaintance } from '../../../../shared/contract/group/working-group-papers.ts';
import type {
  AcquaintanceLine,
  ProtocolCard,
} from '../../../../shared/contract/group/working-group-protocol.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/format.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';

const formats = [
  ['html', 'Прочитать'],
  ['docx', 'Word'],
  ['pdf', 'PDF'],
] as const;

/** One paper in three forms. */
export function PaperLinks(props: {
  of: string;
  href: (format: 'html' | 'docx' | 'pdf') => string;
}): ReactNode {
  return formats.map(([format, words]) => (
    <a
      key={format}
      href={props.href(format)}
      {...(format === 'html' && { target: '_blank', rel: 'noreferrer' })}
    >
      {words}
      <span className="aloud">: {props.of}</span>
    </a>
  ));
}

/** Who is to know the protocol, and since when they do. */
export function AcquaintancePart({ card }: { card: ProtocolCard }): ReactNode {
  const clock = useFormats();
  if (!card.number) return null;
  const known = card.acquaintance.filter(({ at }) => at).length;
  const columns = [
    {
      id: 'name',
      head: 'Кто',
      cell: ({ name, position }: AcquaintanceLine) => (
        <>
          <b>{name}</b>, {position}
        </>
      ),
      isName: true,
    },
    {
      id: 'at',
      head: 'С протоколом',
      cell: ({ at, byName }: AcquaintanceLine) =>
        at ? (
          <>
            {clock.dateTime(at)}
            {byName && `, за отсутствующего ${byName}`}
          </>
        ) : (
          <Mark tone="warning">не ознакомлен(а)</Mark>
        ),
    },
    {
      id: 'assignments',
      head: 'С поручениями',
      cell: ({ assignments }: AcquaintanceLine) =>
        assignments
          .map(
            ({ number, acknowledgedAt }) =>
              `${number}: ${acknowledgedAt ? clock.dateTime(acknowledgedAt) : 'нет отметки'}`,
          )
          .join('; '),
    },
  ];
  return (
    <Section
      title={
        <>
          Лист ознакомления
          <span className="push muted">
            ознакомлены {known} из {card.acquaintance.length}
          </span>
        </>
      }
      isSmall
      className="stack stack--tight"
    >
      <p className="cluster">
        <PaperLinks
          of="лист ознакомления"
          href={(format) =>
            buildUrl(downloadAcquaintance, { params: { id: card.meetingId }, query: { format } })
          }
        />
      </p>
      <DeskTable<AcquaintanceLine>
        caption="Кто ознакомлен с протоколом"
        rows={card.acquaintance}
        rowKey={({ personId }) => personId}
        columns={columns}
        empty={<p className="muted">В протоколе нет членов группы.</p>}
      />
    </Section>
  );
}
