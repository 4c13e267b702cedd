import type { ReactNode } from 'react';
import { listTaxonomyVersions } from '../../../../shared/contract/base/taxonomy-edit.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Loadable } from '../../../ui/states.tsx';

/** Every version of the rubricator: since when, by whom, what it changed. */
export function VersionsDialog({ onClose }: { onClose: () => void }): ReactNode {
  const versions = useRoute(listTaxonomyVersions);
  const formats = useFormats();
  return (
    <Dialog isOpen isWide title="Редакции рубрикатора" onClose={onClose}>
      <Loadable query={versions} failed="Редакции не загрузились">
        {(data) => (
          <ul className="desk__list">
            {data.versions.map((version) => (
              <li key={version.id} className="desk__sheet">
                <b>
                  С {formatDay(version.validFrom)}
                  {version.validTo && ` по ${formatDay(version.validTo)}`}
                </b>
                <span className="meta">
                  {version.authorName ?? 'Набор, с которым пришла программа'},{' '}
                  {formats.dateTime(version.savedAt)}, {counted(version.facts, 'тема', 'темы', 'тем')}
                </span>
                {version.changes.map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Loadable>
    </Dialog>
  );
}
