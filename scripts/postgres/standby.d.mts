import type { Place } from './account.mjs';

export interface Other {
  host: string;
  port: number;
}

export interface Link {
  role: 'primary' | 'standby';
  /** Address of this machine on which the other reaches it. */
  listen: string;
  other: Other;
  /** The primary acknowledges without its standby. */
  isAlone: boolean;
}

export const standbyName: string;
export function readLink(place: Place): Link | null;
export function writeLink(place: Place, link: Link): void;
export function dropLink(place: Place): void;
export function isFollowing(place: Place): boolean;
export function standbySettings(place: Place): string[];
export function otherUrl(place: Place, other: Other, role?: 'otklik' | 'otklik_backup'): string;
export function askOther(place: Place, other: Other): Promise<'primary' | 'standby' | 'unknown' | null>;
export function requireOnlyPrimary(place: Place, log: (text: string) => void): Promise<void>;
