import { type QueryClient, type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { readSession, type SessionState } from '../../shared/contract/base/identity.ts';
import type { ApiProblem } from './api-problem.ts';
import { routeKey, useRoute } from './query.ts';

/** Who is signed in, with its three states; the shells and the sign-in page need them. */
export function useSessionQuery(): UseQueryResult<SessionState, ApiProblem> {
  return useRoute(readSession, undefined, { staleTime: 60_000 });
}

/** Who is signed in and where we are; undefined until it is read. */
export function useSession(): SessionState | undefined {
  return useSessionQuery().data;
}

/** Whether the person holds the permission. Only hides what a role never opens: the server decides anyway. */
export function usePermission(permission: string): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}

/** Time zone of the municipality; the device's own until the session is read. */
export function useZone(): string {
  return useSession()?.city.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** After signing in: the reply of that call is the new session; nothing of the former person stays in memory. */
export function useSessionChange(): (session: SessionState) => void {
  const client = useQueryClient();
  return (session) => replaceSession(client, session);
}

function replaceSession(client: QueryClient, session: SessionState): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== readSession.id });
  client.setQueryData(routeKey(readSession), session);
}
