import { type ReactNode, useState } from 'react';
import {
  downloadReport,
  getReport,
  type ReportBlock,
  type ReportCard,
  sendReport,
} from '../../../../shared/contract/group/head-reports.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { SignaturesPart } from '../../base/parts/signatures-part.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { CityNumberPart } from '../city-numbers/number-part.tsx';
import { ReportBody } from './report-body.tsx';
import { CommentDialog, ResolveDialog, SignDialog } from './report-dialogs.tsx';
import { stateWords } from './report-words.ts';
import '../../base/parts/desk.css';
import './reports.css';

/** One report: composed, put right in words, signed, sent, resolved. */
export function ReportPage(): ReactNode {
  const id = useParam('id');
  const [isWaiting, setWaiting] = useState(true);
  const data = useRoute(getReport, { params: { id } }, isWaiting ? { refreshEvery: 1000 } : {});
  const [comment, setComment] = useState<ReportBlock | null>(null);
  const [isSigning, setSigning] = useState(false);
  const [isResolving, setResolving] = useState(false);
  if (data.data && (data.data.state === 'collecting') !== isWaiting) setWaiting(!isWaiting);
  return (
    <StaffPage
      title="Отчёт главе"
      hasFinder
      crumbs={<Crumbs />}
      actions={
        data.data && (
          <Acts card={data.data} onSign={() => setSigning(true)} onResolve={() => setResolving(true)} />
        )
      }
    >
      <div className="desk report">
        <Loadable query={data} failed="Отчёт не загрузился">
          {(card) => (
            <>
              <Head card={card} />
              {card.figures ? (
                <ReportBody card={card} onComment={card.can.includes('comment') ? setComment : null} />
              ) : (
                <Progress card={card} />
              )}
              {comment && <CommentDialog card={card} block={comment} onClose={() => setComment(null)} />}
              {isSigning && <SignDialog card={card} onClose={() => setSigning(false)} />}
              {isResolving && <ResolveDialog card={card} onClose={() => setResolving(false)} />}
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

interface ActsProps {
  card: ReportCard;
  onSign: () => void;
  onResolve: () => void;
}

function Acts({ card, onSign, onResolve }: ActsProps): ReactNode {
  const send = useCommand(sendReport, { onDone: () => showToast('Отчёт отправлен главе') });
  const input = { params: { id: card.id }, body: { version: card.version } };
  return (
    <>
      {card.can.includes('sign') && (
        <Button kind="primary" onClick={onSign}>
          Подписать
        </Button>
      )}
      {card.can.includes('send') && (
        <Button kind="primary" busy={send.isPending} onClick={() => send.mutate(input)}>
          Отправить главе
        </Button>
      )}
      {card.can.includes('resolve') && (
        <Button kind="primary" onClick={onResolve}>
          Резолюция
        </Button>
      )}
      {card.figures &&
        (['docx', 'pdf'] as const).map((format) => (
          <a
            key={format}
            className="button button--quiet"
            href={buildUrl(downloadReport, { params: { id: card.id }, query: { format } })}
          >
            {format.toUpperCase()}
          </a>
        ))}
    </>
  );
}

function Head({ card }: { card: ReportCard }): ReactNode {
  const formats = useFormats();
  const { label, tone } = stateWords[card.state];
  return (
    <>
      <PageTitle text={`Отчёт ${card.number} за ${formatDay(card.from)} — ${formatDay(card.to)}`} />
      <p className="cluster">
        <Mark tone={tone}>{label}</Mark>
        {card.signedAt && (
          <span className="muted">
            Подписал(а) {card.signedBy}, {formats.dateTime(card.signedAt)}; снимок чисел{' '}
            <PageLink to={`/staff/snapshots/${card.snapshot}`}>{card.snapshot}</PageLink>
          </span>
        )}
      </p>
      {card.signedAt && <CityNumberPart paperId={card.id} />}
      {card.documentId && <SignaturesPart documentId={card.documentId} />}
      {card.resolution && (
        <Section title="Резолюция" className="desk__sheet">
          <p>{card.resolution}</p>
          <p className="muted">
            {card.resolvedBy}, {card.resolvedAt && formats.dateTime(card.resolvedAt)}
          </p>
          <ul>
            {card.assignments.map((one) => (
              <li key={one.id}>
                <PageLink to={`/staff/assignments/${one.id}`}>{one.number}</PageLink> {one.text},{' '}
                {one.responsible}, до {formatDay(one.dueOn)}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Progress({ card }: { card: ReportCard }): ReactNode {
  return (
    <section className="desk__sheet" aria-live="polite">
      <p>
        Собирается: шаг {Math.min(card.step + 1, card.steps)} из {card.steps}, «{card.stepTitle}».
      </p>
      <progress max={card.steps} value={card.step} aria-label="Сборка отчёта" />
    </section>
  );
}
