import type { ReactNode } from 'react';
import { type ImposedShare, listImposed } from '../../../../shared/contract/pages/gospubliki.ts';
import { formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Status } from '../../../ui/mark.tsx';

export interface ImposedShares {
  of: (pageId: string) => ImposedShare | undefined;
  days: number;
  shareLimit: number;
}

/** What part of the posts of each page was placed at the request of others; null while it is not known, or may not be. */
export function useImposedShares(): ImposedShares | null {
  const mayRead = usePermission('gospubliki.read');
  const { data } = useRoute(listImposed, undefined, { enabled: mayRead, refreshEvery: 300_000 });
  if (!data) return null;
  const byPage = new Map(data.pages.map((one) => [one.pageId, one]));
  return { of: (pageId) => byPage.get(pageId), days: data.days, shareLimit: data.shareLimit };
}

/** «20 %»; over the limit with its sign. */
export function ImposedCell({ share }: { share: ImposedShare | undefined }): ReactNode {
  if (!share || share.share === null) return <span className="muted">—</span>;
  const words = formatPercent(share.share);
  return share.isOver ? <Status tone="warning">{words}</Status> : words;
}

/** «По заявкам 2 из 4 за 30 дней, 50 %, предел 40 %». */
export function ImposedWords({
  shares,
  pageId,
}: {
  shares: ImposedShares | null;
  pageId: string;
}): ReactNode {
  const found = shares?.of(pageId);
  if (!shares || !found || found.share === null) return null;
  const words = `По заявкам области ${formatNumber(found.imposed)} из ${formatNumber(found.all)} за ${counted(shares.days, 'день', 'дня', 'дней')}, ${formatPercent(found.share)}`;
  return (
    <p className="small">
      {found.isOver ? (
        <Status tone="warning">
          {words}, предел {formatPercent(shares.shareLimit)}
        </Status>
      ) : (
        words
      )}
    </p>
  );
}
