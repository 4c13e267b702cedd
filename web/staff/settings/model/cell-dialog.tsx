import type { ReactNode } from 'react';
import { listJudgements, type ModelVersion } from '../../../../shared/contract/base/understanding.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import type { Cell } from './confusion-table.tsx';
import { blockTitle, factTitle } from './model-words.ts';

/** Cases behind a cell. Their words are on the card, for who may read it; here stand numbers and topics. */
export function CellDialog(props: { version: ModelVersion; cell: Cell; onClose: () => void }): ReactNode {
  const { version, cell, onClose } = props;
  const topics = useTopics();
  const mayRead = usePermission('cases.read');
  const { truth, said } = cell;
  const list = useRoute(listJudgements, { params: { id: version.id }, query: { truth, said } });
  const title =
    truth === said
      ? `${blockTitle(topics, truth)}: названо верно`
      : `${blockTitle(topics, truth)} принято за ${blockTitle(topics, said)}`;
  return (
    <Dialog isOpen isWide title={title} onClose={onClose}>
      <Loadable query={list} failed="Дела не открылись">
        {({ judgements, total }) => (
          <>
            <p className="small">
              {counted(total, 'дело', 'дела', 'дел')}
              {total > judgements.length && `, показаны первые ${judgements.length}`}; сверху те, где модель
              увереннее.
            </p>
            <ul className="desk__list">
              {judgements.map((one, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an erased case has no number, and rows never move
                <li key={`${one.number}-${at}`} className="desk__sheet">
                  <b>
                    {one.number === null ? (
                      'Слова дела стёрты'
                    ) : mayRead ? (
                      <PageLink to={caseHref(one.number)}>{formatCaseNumber(one.number)}</PageLink>
                    ) : (
                      formatCaseNumber(one.number)
                    )}
                  </b>
                  <span>Выбрал человек: {factTitle(topics, one.truthFact)}</span>
                  <span>
                    Назвала модель: {factTitle(topics, one.saidFact)}, уверенность{' '}
                    {formatPercent(one.confidence)}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loadable>
    </Dialog>
  );
}
