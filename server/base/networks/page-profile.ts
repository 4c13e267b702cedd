/** What a page shows of itself, as its network gives it to a program. Whether it is a state body's no network tells. */
export interface PageProfile {
  name: string;
  /** Here and below null: the network has no such field, or does not give it. Empty: it is there and nothing stands in it. */
  description: string | null;
  hasPicture: boolean | null;
  hasCover: boolean | null;
  /** `hasPoint`: it is on the map. Empty text: no address. */
  address: { text: string; hasPoint: boolean } | null;
  phones: readonly string[] | null;
  emails: readonly string[] | null;
  /** Addresses of sites the page names as its own. */
  sites: readonly string[] | null;
  members: number | null;
  /** What everybody may see there, in the words of the network: evidence. Without who keeps the page and what its key may do. */
  raw: string;
}
