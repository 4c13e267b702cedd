/** Voters who begin before each kill. */
export const OF_KILL = 24;

/** What `casts.played.ts` has seen. */
export interface CastsSeen {
  voters: number;
  tries: number;
  /** Voters for whom other than one ballot was signed, or other than one envelope was taken. */
  doubledBallots: number;
  doubledEnvelopes: number;
  /** Replies that were neither a ballot nor a refusal in words. */
  odd: string[];
  roll: number;
  envelopes: number;
  /** By one code of a kiosk, asked for as often: rows of the roll and envelopes; one of each is right. */
  atKiosk: { roll: number; envelopes: number };
  kills: number;
  acknowledged: number;
  lost: number;
  repeated: number;
  seconds: number;
}
