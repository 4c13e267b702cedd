import { createContext, type ReactNode, use } from 'react';
import type { listIncidents } from '../../../../shared/contract/monitoring/incidents.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { NetworkBadge } from '../../base/parts/network-badge.tsx';

type NetworkName = RouteReply<typeof listIncidents>['networks'][number];

/** How networks are called: the server names them with the feed. */
export const NetworkNames = createContext<readonly NetworkName[]>([]);

/** A network by its id; one that left the list by the id alone. */
export function useNetworkName(): (id: string) => NetworkName {
  const names = use(NetworkNames);
  return (id) => names.find((one) => one.id === id) ?? { id, title: id, short: id };
}

/** The badge of one network, or of the first of several with how many more there are. */
export function NetworkMark({ networks }: { networks: readonly string[] }): ReactNode {
  const nameOf = useNetworkName();
  const [first, ...others] = networks.map(nameOf);
  if (!first) return null;
  const title = [first, ...others].map((one) => one.title).join(', ');
  return (
    <NetworkBadge
      short={others.length > 0 ? `${first.short} +${others.length}` : first.short}
      title={title}
    />
  );
}
