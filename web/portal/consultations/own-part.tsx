import type { ReactNode } from 'react';
import type { OpenDiscussion, OwnRemark } from '../../../shared/contract/participation/discussions-open.ts';
import { Section } from '../../ui/section.tsx';
import { placeWords } from './remark-item.tsx';

const shownWords = ({ shown, hiddenReason }: OwnRemark): string =>
  ({
    waiting: 'пока видите только вы: все увидят после просмотра',
    released: 'видят все',
    hidden: `текст не показан: ${hiddenReason}. Ответ вы всё равно получите`,
  })[shown];

/** What whoever reads has proposed, before everybody sees it too. */
export function OwnPart({ discussion }: { discussion: OpenDiscussion }): ReactNode {
  const { remarks } = discussion.mine;
  if (remarks.length === 0) return null;
  return (
    <Section title="Ваши предложения" className="sheet stack">
      <ul className="consultation__list">
        {remarks.map((remark) => (
          <li key={remark.id} className="consultation__remark">
            <p className="small">
              № {remark.number} {placeWords(discussion, remark.paragraphId)} — {shownWords(remark)}
            </p>
            <p className="consultation__words">{remark.text}</p>
            {remark.wording && (
              <p className="consultation__words">
                <b>Записать так:</b> {remark.wording}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
