/** The consent a resident gives: stored with each message, so that it is known what exactly they agreed to. */
export const consentDocument = {
  /** Kept by the server beside the time and the address of the sender. */
  version: '2026-11-01/3',
  date: '2026-11-01',
  edition: 3,
} as const;
