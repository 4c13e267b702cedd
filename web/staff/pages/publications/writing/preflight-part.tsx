import type { ReactNode } from 'react';
import type { PreflightNote } from '../../../../../shared/contract/pages/publications.ts';
import { Icon, type IconName } from '../../../../ui/icons.tsx';

const looks: Readonly<Record<PreflightNote['tone'], { icon: IconName; tone: string; aloud: string }>> = {
  stop: { icon: 'close', tone: 'danger', aloud: 'Нельзя: ' },
  warn: { icon: 'up', tone: 'warning', aloud: 'Посмотрите: ' },
  ok: { icon: 'check', tone: 'ok', aloud: 'Хорошо: ' },
};

/** What stands in the way, what a person should look at, what is well; each leads to its field. */
export function Preflight(props: {
  notes: readonly PreflightNote[];
  onMend?: (field: string) => void;
}): ReactNode {
  const { notes, onMend } = props;
  if (notes.length === 0) return null;
  return (
    <ul className="preflight" aria-label="Проверка перед выпуском">
      {notes.map(({ tone, field, words }) => {
        const { icon, tone: colour, aloud } = looks[tone];
        return (
          <li key={`${field} ${words}`}>
            <span className={`tone-${colour}`}>
              <Icon name={icon} size="text" />
            </span>
            <span>
              <span className="aloud">{aloud}</span>
              {onMend && tone !== 'ok' ? (
                <button type="button" className="link-button" onClick={() => onMend(field)}>
                  {words}
                </button>
              ) : (
                words
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
