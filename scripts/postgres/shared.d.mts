/** Joins the test cluster, starting it where it is not there; `release` stops it behind the last one. */
export function joinTestCluster(options?: { log?: (text: string) => void }): Promise<{
  url: string;
  release: () => Promise<void>;
}>;
