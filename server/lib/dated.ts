/** Data that a law or a regulation puts in force on one local day and takes out after another; no end = still in force. */
export interface Dated {
  validFrom: string;
  validTo?: string | null | undefined;
}

/** Whether dated data holds on a local day `YYYY-MM-DD`, both ends included. */
export const holdsOn = ({ validFrom, validTo }: Dated, day: string): boolean =>
  validFrom <= day && (validTo ?? '9999') >= day;
