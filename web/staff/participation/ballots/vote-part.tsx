import { type ReactNode, useState } from 'react';
import {
  downloadBallots,
  readVote,
  type SpoiledKind,
  type VoteCard,
} from '../../../../shared/contract/participation/ballots.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Note } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { MakeKeyDialog } from './make-key-dialog.tsx';
import { OpenBoxDialog } from './open-box-dialog.tsx';

const spoiledTitles: Readonly<Record<SpoiledKind, string>> = {
  unreadable: 'не открываются ключом подсчёта',
  unsigned: 'город их не подписывал',
  repeated: 'бюллетень из другого конверта',
  mistaken: 'заполнены не по вопросам',
};

/** Of a secret vote: the key of its count, how many took a ballot and brought an envelope, the opening of the box. */
export function VotePart({ pollId, mayPrepare }: { pollId: string; mayPrepare: boolean }): ReactNode {
  const vote = useRoute(readVote, { params: { id: pollId } });
  return (
    <Section title="Ключ и вскрытие" isSmall className="desk__sheet">
      <Loadable query={vote} failed="Сведения о ключе не загрузились">
        {(card) => <VoteState pollId={pollId} card={card} mayPrepare={mayPrepare} />}
      </Loadable>
    </Section>
  );
}

interface StateProps {
  pollId: string;
  card: VoteCard;
  mayPrepare: boolean;
}

function VoteState({ pollId, card, mayPrepare }: StateProps): ReactNode {
  const [open, setOpen] = useState<'key' | 'box' | null>(null);
  const formats = useFormats();
  const mayHold = card.can.includes('hold-key');
  const close = () => setOpen(null);
  return (
    <div className="stack">
      {card.tally === null && (
        <Note>
          <p>
            Ключа подсчёта ещё нет: без него голосование не объявить. Его делает хранитель ключа; вторая
            половина остаётся у него файлом, и до вскрытия никто не узнает ни одного выбора.
          </p>
        </Note>
      )}
      {card.tally && (
        <Facts
          facts={[
            ['Ключ подсчёта', <code key="mark">{card.tally.mark}</code>],
            ['Хранит', `${card.tally.by}, с ${formats.dateTime(card.tally.at)}`],
            ['Получили бюллетень', String(card.taken)],
            ['Конвертов в ящике', String(card.cast)],
            ...(card.state === 'opened'
              ? ([
                  ['Бюллетеней в них', String(card.found)],
                  ['Не учтено', <SpoiledWords key="spoiled" card={card} />],
                  [
                    'Кто и когда вскрыл',
                    `${card.openedBy}, ${card.openedAt ? formats.dateTime(card.openedAt) : ''}`,
                  ],
                ] as const)
              : []),
          ]}
        />
      )}
      <span className="cluster">
        {mayHold && mayPrepare && (card.state === null || card.state === 'prepared') && (
          <Button icon="pencil" onClick={() => setOpen('key')}>
            {card.tally ? 'Сделать ключ заново' : 'Сделать ключ подсчёта'}
          </Button>
        )}
        {mayHold && card.state === 'closed' && (
          <Button kind="primary" onClick={() => setOpen('box')}>
            Вскрыть {counted(card.cast, 'конверт', 'конверта', 'конвертов')}
          </Button>
        )}
        {card.state === 'opened' && (
          <a href={buildUrl(downloadBallots, { params: { id: pollId } })} download>
            Бюллетени и квитанции файлом
          </a>
        )}
      </span>
      {card.state === 'closed' && !mayHold && (
        <p className="muted">Голосование закрыто. Итог появится, когда хранитель ключа вскроет конверты.</p>
      )}
      {open === 'key' && <MakeKeyDialog pollId={pollId} onClose={close} />}
      {open === 'box' && card.tally && <OpenBoxDialog pollId={pollId} card={card} onClose={close} />}
    </div>
  );
}

function SpoiledWords({ card }: { card: VoteCard }): ReactNode {
  const kinds = Object.entries(card.spoiled ?? {}).filter(([, count]) => count > 0);
  if (kinds.length === 0) return '0';
  return kinds.map(([kind, count]) => `${count} — ${spoiledTitles[kind as SpoiledKind]}`).join('; ');
}
