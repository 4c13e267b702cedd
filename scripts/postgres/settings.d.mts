export interface LaunchOptions {
  /** Absolute path of the cluster. */
  data: string;
  port: number;
  fast?: boolean;
  /** Settings of this start, `name=value`. */
  more?: readonly string[];
}

/** Arguments of the server program. */
export function launchArguments(options: LaunchOptions): string[];
