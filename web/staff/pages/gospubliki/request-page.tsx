import { type ReactNode, useState } from 'react';
import {
  downloadRequestReport,
  type RequestCard,
  type RequestTerm,
  readRequest,
} from '../../../../shared/contract/pages/gospubliki.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import {
  requestDutyDeeds,
  requestDutyNames,
  requestLookTitles,
} from '../../../../shared/text/pages/gospubliki.ts';
import { publicationStateTitles } from '../../../../shared/text/pages/publications.ts';
import { useDownload } from '../../../lib/commands/use-download.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark, Note } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { HistoryPart } from '../../base/parts/history-part.tsx';
import { FileLink } from '../../base/parts/papers.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { lookTones } from './gospubliki-words.ts';
import { LoadPart } from './load-part.tsx';
import { RequestDialogs } from './request-dialogs.tsx';
import { listRequestMoves, type RequestMove } from './request-moves.ts';
import { TargetsPart } from './targets-part.tsx';
import '../../base/parts/desk.css';
import './gospubliki.css';

/** One request: what is asked, by when, what it does to the load, what became of it on each page, the report. */
export function RequestPage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(readRequest, { params: { id } }, { refreshEvery: 30_000 });
  const [open, setOpen] = useState<RequestMove | null>(null);
  const isUnknown = [400, 404].includes(data.error?.status ?? 0);
  const moves = listRequestMoves(data.data?.can ?? []);
  useHotkeys(
    'Заявка',
    moves.flatMap(({ move, label, hint }) => (hint ? [{ keys: hint, label, run: () => setOpen(move) }] : [])),
    { active: open === null },
  );
  return (
    <StaffPage
      title="Заявка"
      hasFinder
      crumbs={<Crumbs />}
      actions={moves.map(({ move, label, hint }) => (
        <Button
          key={move}
          kind={hint === 'KeyP' ? 'primary' : 'plain'}
          {...(hint && { hint })}
          onClick={() => setOpen(move)}
        >
          {label}
        </Button>
      ))}
    >
      <div className="desk gospubliki">
        {!data.data && <PageTitle text="Заявка на размещение" />}
        {isUnknown ? (
          <EmptyState
            title="Такой заявки нет"
            action={<ButtonLink to="/staff/gospubliki">К заявкам</ButtonLink>}
          />
        ) : (
          <Loadable query={data} failed="Заявка не загрузилась">
            {(card) => (
              <>
                <Request card={card} />
                {open && <RequestDialogs card={card} move={open} onClose={() => setOpen(null)} />}
              </>
            )}
          </Loadable>
        )}
      </div>
    </StaffPage>
  );
}

function Request({ card }: { card: RequestCard }): ReactNode {
  return (
    <>
      <PageTitle text={card.title} />
      <p className="cluster">
        <Mark tone={lookTones[card.look]}>{requestLookTitles[card.look]}</Mark>
        {card.isMandatory && <Mark tone="warning">обязательная</Mark>}
        <Terms card={card} />
      </p>
      <Withdrawn card={card} />
      <AskedPart card={card} />
      <TargetsPart card={card} />
      <LoadPart card={card} />
      <DecisionPart card={card} />
      <ReportPart card={card} />
      {card.history.length > 0 && (
        <HistoryPart label="Что делали с заявкой" history={card.history} className="desk__sheet" />
      )}
    </>
  );
}

function Terms({ card }: { card: RequestCard }): ReactNode {
  const formats = useFormats();
  const words = ({ duty, dueAt, doneAt, isLate }: RequestTerm) => {
    const due = formats.dateTime(dueAt);
    if (doneAt) return `${requestDutyDeeds[duty]} ${isLate ? `с опозданием, было до ${due}` : 'в срок'}`;
    return `${requestDutyNames[duty]}: ${isLate ? 'срок прошёл' : 'до'} ${due}`;
  };
  const tone = ({ doneAt, isLate }: RequestTerm) => (isLate ? 'danger' : doneAt ? 'ok' : 'info');
  return (
    <>
      {card.terms.map((term) => (
        <Mark key={term.duty} tone={tone(term)}>
          {words(term)}
        </Mark>
      ))}
    </>
  );
}

/** A request that was called back may have left its publication behind. */
function Withdrawn({ card: { look, publication } }: { card: RequestCard }): ReactNode {
  if (look !== 'withdrawn' || !publication || publication.state === 'cancelled') return null;
  return (
    <Note>
      <p>
        Заявку отозвали, а её публикация ещё может выйти.{' '}
        <PageLink to={publication.link}>Откройте публикацию</PageLink> и отмените её.
      </p>
    </Note>
  );
}

function AskedPart({ card }: { card: RequestCard }): ReactNode {
  return (
    <Section title="О чём просят" className="desk__sheet">
      <Facts
        facts={[
          ['Кто просит', card.askerTitle],
          ['Письмо', `№ ${card.number} от ${formatDay(card.datedOn)}, пришло ${formatDay(card.receivedOn)}`],
          ['Разместить', `${formatDay(card.windowFrom)} — ${formatDay(card.windowTo)}`],
          ['Отвечает', card.responsible || 'не назначен'],
        ]}
      />
      <p className="gospubliki__text">{card.text}</p>
      {(card.fileId || card.pictures.length > 0) && (
        <p className="gospubliki__pictures">
          {card.fileId && <FileLink fileId={card.fileId} title="Письмо" />}
          {card.pictures.map(({ fileId, alt }, at) => (
            <FileLink
              key={fileId}
              fileId={fileId}
              title={alt ? `Картинка ${at + 1}: ${alt}` : `Картинка ${at + 1}`}
            />
          ))}
        </p>
      )}
    </Section>
  );
}

function DecisionPart({ card }: { card: RequestCard }): ReactNode {
  if (!card.decidedBy) return null;
  return (
    <Section title="Решение" className="desk__sheet">
      <Facts
        facts={[
          ['Кто решил', card.decidedBy],
          ...(card.ground ? [['Основание', card.ground] as const] : []),
          ...(card.reason ? [[card.ground ? 'Возражение' : 'Почему отозвана', card.reason] as const] : []),
          ...(card.overReason ? [['Почему сверх предела', card.overReason] as const] : []),
        ]}
      />
      {card.publication && (
        <p>
          <PageLink to={card.publication.link}>Публикация</PageLink>,{' '}
          {publicationStateTitles[card.publication.state]}
        </p>
      )}
    </Section>
  );
}

const files = [
  ['docx', 'Отчёт в Word'],
  ['pdf', 'Отчёт в PDF'],
] as const;

function ReportPart({ card }: { card: RequestCard }): ReactNode {
  const { busy, download } = useDownload();
  if (card.look !== 'published' && card.look !== 'reported') return null;
  return (
    <Section title="Отчёт" className="desk__sheet">
      {card.report ? (
        <Facts
          facts={[
            ['Отправлен', `№ ${card.report.number} от ${formatDay(card.report.on)}`],
            ...(card.report.words ? [['Что написано', card.report.words] as const] : []),
          ]}
        />
      ) : (
        <p>Скачайте отчёт с адресами и временем, отправьте его и отметьте номер письма.</p>
      )}
      <span className="cluster">
        {files.map(([format, label]) => (
          <Button
            key={format}
            icon="download"
            busy={busy === format}
            onClick={() =>
              void download(
                downloadRequestReport,
                { params: { id: card.id }, query: { format } },
                { name: format, timeout: 60_000 },
              )
            }
          >
            {label}
          </Button>
        ))}
      </span>
    </Section>
  );
}
