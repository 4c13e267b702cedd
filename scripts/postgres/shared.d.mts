/** Joins the test cluster, starting it where it is not there; `release` stops it behind the last one. */
export function joinTestCluster(options?: { log?: (text: string) => void }): Promise<{
  /** Under the role of the program. */
  url: string;
  /** Under the role that owns the databases and makes them. */
  ownerUrl: string;
  release: () => Promise<void>;
}>;
