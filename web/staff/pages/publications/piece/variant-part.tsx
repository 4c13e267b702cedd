import type { ReactNode } from 'react';
import type {
  PublicationCard,
  PublicationVariant,
} from '../../../../../shared/contract/pages/publications.ts';
import { changeStateTitles, variantStateTitles } from '../../../../../shared/text/pages/publications.ts';
import { useFormats } from '../../../../lib/format.ts';
import { Button } from '../../../../ui/button.tsx';
import { Mark, type Tone } from '../../../../ui/mark.tsx';
import { OutLink } from '../../../base/parts/papers.tsx';
import { variantMoment, variantTones } from '../publication-words.ts';
import type { OpenDialog, VariantDialogKind } from './piece-dialogs.tsx';
import type { PieceActs } from './use-piece-acts.ts';

interface Props {
  card: PublicationCard;
  variant: PublicationVariant;
  acts: PieceActs;
  onDialog: (dialog: OpenDialog) => void;
}

/** One page of a piece: how it stands there, what was corrected, what may be done. */
export function VariantPart(props: Props): ReactNode {
  const { card, variant } = props;
  const formats = useFormats();
  const { body, networkTitle, state, url, reason, lostAt, manualReason, ownText, publishedAt } = variant;
  return (
    <li className="piece-variant">
      <p className="piece-variant__head">
        <b>
          {body}, {networkTitle}
        </b>
        <Mark tone={variantTones[state]}>{variantStateTitles[state]}</Mark>
        <span className="muted small">{variantMoment(variant, formats)}</span>
      </p>
      {reason && <p className="small">{reason}</p>}
      {state === 'manual' && <p className="small">Отклик здесь не публикует: {manualReason}.</p>}
      {state === 'unknown' && (
        <p className="small">
          Посмотрите страницу: если запись там есть, впишите её адрес, если нет — повторите.
        </p>
      )}
      {state === 'cancelled' && card.state === 'approved' && <p className="small">{mendWords(props)}</p>}
      {lostAt && (
        <p className="small">
          <Mark tone="warning">на странице её не нашли {formats.short(lostAt)}</Mark>
        </p>
      )}
      {url && (
        <p className="small">
          <OutLink href={url}>Открыть запись</OutLink>
        </p>
      )}
      {(ownText !== null || publishedAt !== null) && <p className="piece-words small">{variant.text}</p>}
      <Changes {...props} />
      <VariantActs {...props} />
    </li>
  );
}

/** What can be done so that what was stopped comes out. */
function mendWords({ card, variant }: Pick<Props, 'card' | 'variant'>): string {
  if (variant.can.includes('resume'))
    return 'Всё снова в порядке? Назначьте время: выйдет то, что согласовано.';
  const ways = [
    !variant.pageTitle && 'верните страницу из архива',
    card.can.includes('recall') && 'верните публикацию себе и выберите другую страницу',
  ].filter((way) => way !== false);
  return ways.length > 0 ? `Чтобы вышло, ${ways.join(' или ')}.` : '';
}

const acts: readonly { act: string; kind: VariantDialogKind; words: string }[] = [
  { act: 'prove', kind: 'prove', words: 'Вышло: адрес…' },
  { act: 'move', kind: 'move', words: 'Перенести…' },
  { act: 'resume', kind: 'resume', words: 'Выпустить всё-таки…' },
  { act: 'correct', kind: 'correct', words: 'Исправить…' },
  { act: 'withdraw', kind: 'withdraw', words: 'Снять…' },
];

function VariantActs({ card, variant, acts: commands, onDialog }: Props): ReactNode {
  const { id, can, body, networkTitle } = variant;
  const place = `: ${body}, ${networkTitle}`;
  const { retry } = commands;
  if (can.length === 0) return null;
  return (
    <div className="cluster">
      {can.includes('retry') && (
        <Button
          icon="refresh"
          busy={retry.isPending && retry.variables?.params.id === id}
          onClick={() => retry.mutate({ params: { id }, body: { version: card.version } })}
        >
          Повторить<span className="aloud">{place}</span>
        </Button>
      )}
      {acts
        .filter(({ act }) => can.includes(act))
        .map(({ kind, words }) => (
          <Button key={kind} kind="quiet" onClick={() => onDialog({ kind, variantId: id })}>
            {words}
            <span className="aloud">{place}</span>
          </Button>
        ))}
    </div>
  );
}

const changeTones: Readonly<Record<PublicationVariant['changes'][number]['state'], Tone>> = {
  approval: 'info',
  returned: 'warning',
  doing: 'info',
  done: 'ok',
  failed: 'danger',
  unknown: 'warning',
};

function Changes(props: Props): ReactNode {
  const { variant } = props;
  if (variant.changes.length === 0) return null;
  return (
    <ul className="piece-changes">
      {variant.changes.map((change) => (
        <Change key={change.id} {...props} change={change} />
      ))}
    </ul>
  );
}

function Change(props: Props & { change: PublicationVariant['changes'][number] }): ReactNode {
  const { card, variant, change, acts: commands, onDialog } = props;
  const formats = useFormats();
  const { kind, reason, after, state, stateReason, by, at, approvedBy, can } = change;
  const params = { id: variant.id, change: change.id };
  const { version } = card;
  const settle = (isDone: boolean) => commands.settle.mutate({ params, body: { version, isDone } });
  return (
    <li>
      <p>
        <b>{kind === 'correct' ? 'Исправление' : 'Снятие'}</b>{' '}
        <Mark tone={changeTones[state]}>{changeStateTitles[state]}</Mark>{' '}
        <span className="muted small">
          {by}, {formats.short(at)}
          {approvedBy && `; согласовано: ${approvedBy}`}
        </span>
      </p>
      <p className="small">{reason}</p>
      {after && state !== 'done' && <p className="piece-words small">{after}</p>}
      {stateReason && <p className="small">{stateReason}</p>}
      {can.length > 0 && (
        <div className="cluster">
          {can.includes('approve') && (
            <Button
              kind="primary"
              busy={commands.approveChange.isPending}
              onClick={() => commands.approveChange.mutate({ params, body: { version } })}
            >
              Согласовать исправление
            </Button>
          )}
          {can.includes('return') && (
            <Button
              onClick={() => onDialog({ kind: 'return-change', variantId: variant.id, changeId: change.id })}
            >
              Не согласовать…
            </Button>
          )}
          {can.includes('settle') && (
            <>
              <Button busy={commands.settle.isPending} onClick={() => settle(true)}>
                На странице так и есть
              </Button>
              <Button kind="quiet" busy={commands.settle.isPending} onClick={() => settle(false)}>
                Повторить
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  );
}
