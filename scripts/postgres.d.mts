export interface PostgresOptions {
  /** Folder of the cluster; made when absent. */
  dataDir: string;
  port?: number;
  log?: (text: string) => void;
  /** For tests: nothing is synced to the disk. */
  fast?: boolean;
  /** The server outlives the process that started it. */
  detached?: boolean;
  onExit?: (detail: string) => void;
}

export interface Postgres {
  /** Database `otklik` under the role of the program, with the password. */
  url: string;
  /** The same under the role that owns its tables. */
  ownerUrl: string;
  port: number;
  /** Process number of the server. */
  pid: number;
  /** True when it ran already. */
  adopted: boolean;
  stop(options?: { hurry?: boolean }): Promise<void>;
}

export function startPostgres(options: PostgresOptions): Promise<Postgres>;
export function stopPostgres(options: { dataDir: string }): Promise<void>;
