import type { Place } from './account.mjs';

export interface RunningServer {
  pid: number;
  mark: string;
  port: number;
  socketDir: string;
  /** Of postmaster.pid: starting, standby, ready, stopping. */
  status: string;
}

export function hasCluster(place: Place): boolean;
/** The server that runs on these data; undefined where none does. */
export function readRunning(place: Place): RunningServer | undefined;
