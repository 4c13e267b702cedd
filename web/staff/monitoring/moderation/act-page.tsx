import { type ReactNode, useState } from 'react';
import { type ActCard, readAct } from '../../../../shared/contract/monitoring/moderation.ts';
import {
  actStateTitles,
  appealOutcomeTitles,
  secondReasonTitles,
} from '../../../../shared/text/monitoring/moderation.ts';
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
import { FileLink, OutLink } from '../../base/parts/papers.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { type ActDialogKind, ActDialogs } from './act-dialogs.tsx';
import { listMoves } from './act-moves.ts';
import { stateTones } from './moderation-words.ts';
import { NoticesPart } from './notices-part.tsx';
import '../../base/parts/desk.css';
import './moderation.css';

/** One decision: the rule, the evidence, what the network did, what the author heard, the objection. */
export function ActPage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(readAct, { params: { id } }, { refreshEvery: 20_000 });
  const [open, setOpen] = useState<ActDialogKind | null>(null);
  const isUnknown = [400, 404].includes(data.error?.status ?? 0);
  const moves = listMoves(data.data?.can ?? []);
  useHotkeys(
    'Решение',
    moves.slice(0, 1).map(({ kind, label }) => ({ keys: 'KeyP' as const, label, run: () => setOpen(kind) })),
    { active: open === null },
  );
  return (
    <StaffPage
      title="Решение"
      hasFinder
      crumbs={<Crumbs />}
      actions={moves.map(({ kind, label }, at) => (
        <Button
          key={kind}
          kind={at === 0 ? 'primary' : 'plain'}
          {...(at === 0 && { hint: 'KeyP' as const })}
          onClick={() => setOpen(kind)}
        >
          {label}
        </Button>
      ))}
    >
      <div className="desk moderation">
        {!data.data && <PageTitle text="Решение о комментарии" />}
        {isUnknown ? (
          <EmptyState
            title="Такого решения нет"
            action={<ButtonLink to="/staff/moderation">К модерации</ButtonLink>}
          >
            Или разговор, о котором оно, не вашей сферы.
          </EmptyState>
        ) : (
          <Loadable query={data} failed="Решение не загрузилось">
            {(card) => (
              <>
                <Act card={card} />
                {open && <ActDialogs card={card} kind={open} onClose={() => setOpen(null)} />}
              </>
            )}
          </Loadable>
        )}
      </div>
    </StaffPage>
  );
}

function Act({ card }: { card: ActCard }): ReactNode {
  return (
    <>
      <PageTitle text={`${card.number}. Правило ${card.ruleNumber} «${card.ruleTitle}»`} />
      <p className="cluster">
        <Mark tone={stateTones[card.state]}>{actStateTitles[card.state]}</Mark>
        <PageLink to="/staff/social" search={{ id: card.incidentId }}>
          Разговор в ленте
        </PageLink>
      </p>
      <Alarm card={card} />
      <EvidencePart card={card} />
      <CoursePart card={card} />
      <NoticesPart card={card} />
      <ObjectionPart card={card} />
    </>
  );
}

/** What a person has to do before it goes on, in words. */
function Alarm({ card }: { card: ActCard }): ReactNode {
  if (card.state === 'unknown' || card.state === 'restore-unknown')
    return (
      <Note>
        <p>
          <b>Сеть не сказала, чем кончилось.</b> Откройте страницу и посмотрите сами: второй раз вслепую
          Отклик этого не делает. {card.reason}
        </p>
      </Note>
    );
  if (card.state === 'by-hand' || card.state === 'restore-by-hand')
    return (
      <Note>
        <p>
          Сделайте это в сети сами и приложите доказательство: снимок экрана или адрес. Без доказательства
          решение не считается исполненным.
        </p>
      </Note>
    );
  if (card.state === 'failed' || card.state === 'restore-failed')
    return (
      <Note>
        <p>
          <b>Сеть отказала.</b> {card.reason}
        </p>
      </Note>
    );
  return null;
}

function EvidencePart({ card }: { card: ActCard }): ReactNode {
  const formats = useFormats();
  const { evidence } = card;
  return (
    <Section title="Комментарий и правило" className="desk__sheet">
      {evidence.isForgotten ? (
        <p className="muted">
          Слова и автор удалены по сроку хранения. Остались правило, время и отпечаток снимка.
        </p>
      ) : (
        <blockquote className="moderation__words">{evidence.text || 'Без слов'}</blockquote>
      )}
      {evidence.isMended && !evidence.isForgotten && (
        <p className="muted">После этого снимка комментарий исправили: решали о прежних словах.</p>
      )}
      <Facts
        facts={[
          ...(evidence.isForgotten ? [] : [['Автор', evidence.authorName || 'скрыт сетью'] as const]),
          ['Написано', formats.dateTime(evidence.postedAt)],
          ['Снято', formats.dateTime(evidence.seenAt)],
          ['Отпечаток SHA-256', evidence.sha256],
          ['Страница', card.pageTitle],
          [`Правило ${card.ruleNumber}`, `${card.ruleText} Действует с ${formats.date(card.ruleSince)}.`],
          ...(card.ground ? [['Что нарушает', card.ground] as const] : []),
        ]}
      />
      {evidence.url && <OutLink href={evidence.url}>Где стоял комментарий</OutLink>}
    </Section>
  );
}

function CoursePart({ card }: { card: ActCard }): ReactNode {
  const formats = useFormats();
  const by = (name: string, at: string) => `${name}, ${formats.dateTime(at)}`;
  return (
    <Section title="Как решали" className="desk__sheet">
      <Facts
        facts={[
          ['Решил(а) убрать', by(card.madeBy, card.madeAt)],
          ...(card.secondWhy ? [['Второй взгляд нужен', secondReasonTitles[card.secondWhy]] as const] : []),
          ...(card.second
            ? [
                [
                  'Посмотреть до',
                  `${formats.dateTime(card.second.dueAt)}${card.second.isLate ? ' — просрочено' : ''}`,
                ] as const,
              ]
            : []),
          ...(card.secondBy && card.secondAt
            ? [
                [
                  'Второй взгляд',
                  [by(card.secondBy, card.secondAt), card.secondNote].filter(Boolean).join('. '),
                ] as const,
              ]
            : []),
          ...(card.hiddenAt
            ? [
                [
                  'Убран со страницы',
                  `${formats.dateTime(card.hiddenAt)}, ${card.way === 'hand' ? 'рукой' : 'сетью'}`,
                ] as const,
              ]
            : []),
          ...(card.restoredAt ? [['Возвращён', formats.dateTime(card.restoredAt)] as const] : []),
          ...(card.reason && card.state === 'dropped' ? [['Почему не убирали', card.reason] as const] : []),
          ...(card.appealUntil && card.state === 'hidden'
            ? [['Возразить можно до', formats.date(card.appealUntil)] as const]
            : []),
        ]}
      />
      {card.proofUrl && <OutLink href={card.proofUrl}>Доказательство: адрес</OutLink>}
      {card.proofFileId && <FileLink fileId={card.proofFileId} title="Доказательство: файл" />}
    </Section>
  );
}

function ObjectionPart({ card: { appeal, objection } }: { card: ActCard }): ReactNode {
  const formats = useFormats();
  if (!appeal || !objection) return null;
  return (
    <Section title="Возражение автора" className="desk__sheet">
      <p className="cluster">
        {appeal.outcome ? (
          <Mark tone={appeal.outcome === 'granted' ? 'warning' : 'ok'}>
            {appealOutcomeTitles[appeal.outcome]}
          </Mark>
        ) : (
          <Mark tone={appeal.isLate ? 'danger' : 'warning'}>решить до {formats.dateTime(appeal.dueAt)}</Mark>
        )}
      </p>
      <blockquote className="moderation__words">
        {objection.words || 'Слова удалены по сроку хранения'}
      </blockquote>
      <p className="muted small">
        Получено {formats.dateTime(appeal.madeAt)}
        {objection.takenBy ? `, записал(а) ${objection.takenBy}` : ' через портал'}
      </p>
      {objection.decidedBy && objection.decidedAt && (
        <>
          <p>{objection.answer}</p>
          <p className="muted small">
            Решил(а) {objection.decidedBy}, {formats.dateTime(objection.decidedAt)}
          </p>
        </>
      )}
    </Section>
  );
}
