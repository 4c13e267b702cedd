import type { ReactNode } from 'react';
import { CityArms } from '../../ui/city-arms.tsx';
import './link-head.css';

/** The head of a page opened by a one-time link: whose system it is and who its bearer is here. */
export function LinkHead({ who }: { who: string | undefined }): ReactNode {
  return (
    <header className="link-head">
      <div className="link-head__row">
        <CityArms />
        <p>
          <b>Отклик</b>
          <span>{who ?? '\u00a0'}</span>
        </p>
      </div>
    </header>
  );
}
