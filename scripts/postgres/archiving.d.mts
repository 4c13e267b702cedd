import type { Place } from './account.mjs';

/** Says whether the server hands its WAL to the archive; holds from its next start. */
export function setArchiving(place: Place, isOn: boolean): void;
export function isArchiving(place: Place): boolean;
/** Folder of the marks that say which segments are in the archive. */
export function archivedFolder(place: Place): string;
/** Written while somebody archives: without it the server does not wait. */
export function aliveMark(place: Place): string;
