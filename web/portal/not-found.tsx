import type { ReactNode } from 'react';
import { PageTitle } from '../lib/page-title.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { SiteFrame } from './shell.tsx';

export function NotFoundPage(): ReactNode {
  return (
    <SiteFrame>
      <div className="reading">
        <PageTitle text="Такой страницы нет" />
        <p>Возможно, адрес набран с ошибкой или страницу перенесли. Ваши сообщения целы.</p>
        <div className="cluster">
          <ButtonLink to="/" kind="primary">
            На главную
          </ButtonLink>
        </div>
      </div>
    </SiteFrame>
  );
}
