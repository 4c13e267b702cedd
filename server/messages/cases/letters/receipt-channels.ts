/** Channels whose people are written to from here from the first day; of others the system they wrote to tells them. */
export const receiptChannels = ['site_form', 'phone_call'] as const;
