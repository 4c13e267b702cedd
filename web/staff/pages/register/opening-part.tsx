import type { ReactNode } from 'react';
import type { PageCard } from '../../../../shared/contract/pages/register.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Section } from '../../../ui/section.tsx';
import type { PageDialogKind } from './page-dialogs.tsx';

/** What is left before a page that is being made is made: each step with where it is done. */
export function OpeningPart(props: { card: PageCard; onDialog: (kind: PageDialogKind) => void }): ReactNode {
  const { card, onDialog } = props;
  const { opening, can } = card;
  if (opening.length === 0) return null;
  const left = opening.filter(({ isDone }) => !isDone);
  const isOfKeeper = (id: string): boolean => id === 'keeper' || id === 'contact';
  return (
    <Section
      title={`Создаётся, осталось ${left.length} из ${opening.length}`}
      isSmall
      className="page-pane__part"
    >
      <p className="small">На портале страницы ещё нет: она появится, когда всё обязательное подтверждено.</p>
      <ul className="page-pane__opening">
        {opening.map(({ id, title, isDone }) => (
          <li key={id}>
            <Icon name={isDone ? 'check' : 'clock'} size="text" />
            <span>
              {title}
              <span className="aloud">{isDone ? ': есть' : ': ещё нет'}</span>
            </span>
          </li>
        ))}
      </ul>
      <div className="cluster">
        {can.includes('change') && left.some(({ id }) => isOfKeeper(id)) && (
          <Button onClick={() => onDialog('change')}>Дописать сведения</Button>
        )}
        {can.includes('look') && left.some(({ id }) => !isOfKeeper(id)) && (
          <Button onClick={() => onDialog('look')}>Подтвердить снимком</Button>
        )}
      </div>
    </Section>
  );
}
