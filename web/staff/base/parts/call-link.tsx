import type { ReactNode } from 'react';
import { usePermission } from '../../../lib/session.ts';
import { ButtonLink, buttonClass } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { PageLink } from '../../../ui/page-link.tsx';

/** «Принять звонок» for those who register; on a phone, where there is no key N, the handset alone. */
export function CallLink(): ReactNode {
  if (!usePermission('cases.register')) return null;
  return (
    <>
      <span className="wide-only">
        <ButtonLink to="/staff/call" hint="KeyN">
          Принять звонок
        </ButtonLink>
      </span>
      <span className="narrow-only">
        <PageLink
          to="/staff/call"
          className={buttonClass({}, 'button--icon')}
          aria-label="Принять звонок"
          title="Принять звонок"
        >
          <Icon name="phone" />
        </PageLink>
      </span>
    </>
  );
}
