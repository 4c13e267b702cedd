import type { Place } from './account.mjs';

export type Role = 'otklik' | 'otklik_owner' | 'otklik_backup';

/** The password of a role, made once. */
export function readPassword(place: Place, role: Role): string;
/** Files of the folder that say who may enter the cluster. */
export const roleFiles: readonly string[];
