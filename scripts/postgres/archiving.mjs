// How the embedded server is told to hand its WAL to the archive. The server runs under an account that may reach neither the
// program nor the place of backups, so its command only asks whether the keeper (scripts/backup) has taken the segment already: a
// mark of its name, the way pgBackRest archives too.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A segment is handed over after so many seconds even if it is not full: of what was committed no more than that can be lost. */
const archiveTimeoutSeconds = 240;

const switchOf = (place) => join(place.dir, 'archiving');

export const archivedFolder = (place) => join(place.dir, 'archived');

export const aliveMark = (place) => join(archivedFolder(place), 'alive');

export const isArchiving = (place) => existsSync(switchOf(place));

/** Says whether the server hands its WAL to the archive; holds from its next start, whoever starts it. */
export function setArchiving(place, isOn) {
  if (!isOn) {
    rmSync(switchOf(place), { force: true });
    return;
  }
  mkdirSync(archivedFolder(place), { recursive: true, mode: 0o755 });
  writeFileSync(switchOf(place), '');
}

/** For the shell of the server: `%` begins a word of PostgreSQL's, `'` ends ours. */
const quote = (path) => `'${path.replaceAll('%', '%%').replaceAll("'", String.raw`'\''`)}'`;

/** Asks for up to ten seconds, so that a segment that is being written just now is no failure in the server's log. */
function archiveCommand(place) {
  const folder = archivedFolder(place);
  if (process.platform === 'win32')
    return `if exist "${folder.replaceAll('%', '%%')}\\%f" (exit 0) else (exit 1)`;
  return [
    `cd ${quote(folder)} || exit 1`,
    'n=0; while [ $n -lt 40 ]; do test -f %f && exit 0; test -f alive || exit 1; n=$((n+1)); sleep 0.25; done; exit 1',
  ].join('; ');
}

/** Settings of the command line. */
export function archiveSettings(place) {
  if (!isArchiving(place)) return ['archive_mode=off'];
  return [
    'wal_level=replica',
    'archive_mode=on',
    `archive_timeout=${archiveTimeoutSeconds}s`,
    `archive_command=${archiveCommand(place)}`,
  ];
}
