import type { ReactNode } from 'react';
import { countedKinds } from '../../../../shared/contract/heatmap/objects.ts';
import type { Address } from '../../../lib/page-address.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';

const titles = { house: 'Дома', yard: 'Дворы', street: 'Улицы', stop: 'Остановки' } as const;

/** Дома | Дворы | Улицы | Остановки, over the same slice. */
export function KindLinks({ to, kind }: { to: Address; kind: (typeof countedKinds)[number] }): ReactNode {
  const [query] = useUrlQuery();
  return (
    <div className="desk__filters">
      <SegmentedLinks
        label="Какие объекты"
        links={countedKinds.map((value) => ({
          to,
          search: { ...query, kind: value === 'house' ? undefined : value },
          label: titles[value],
          current: value === kind,
        }))}
      />
      <span className="muted small">
        {kind === 'yard' && 'Двор — всё в шестидесяти метрах от дома; соседние дома считаются в нём же.'}
        {kind === 'stop' && 'Остановка — всё в шестидесяти метрах от неё.'}
      </span>
    </div>
  );
}
