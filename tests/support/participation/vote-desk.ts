import type { OpenedBallot } from '../../../shared/ballots/ballot.ts';
import * as contract from '../../../shared/contract/participation/ballots.ts';
import type { PollCard } from '../../../shared/contract/participation/polls.ts';
import type { Answers } from '../../../shared/contract/participation/questionnaire.ts';
import { importTallyKey, openEnvelope, sealBallot } from '../../../web/lib/ballots/envelope.ts';
import { openBox } from '../../../web/lib/ballots/open-box.ts';
import { makePaper, type Paper, type Sealed, sealPaper } from '../../../web/lib/ballots/paper.ts';
import { makeTallyKey, openTallyKey } from '../../../web/lib/ballots/tally-key.ts';
import { signInAs } from '../site/sign-in.ts';
import { openPollDesk, type PollDesk, RUNNING } from './poll-desk.ts';

const PASSPHRASE = 'длинная фраза хранителя';

export interface VoteDesk extends PollDesk {
  keeper: string;
  /** Names the key of its count. */
  prepare: (id: string) => Promise<unknown>;
  /** A secret vote that runs. */
  openVote: (given?: object) => Promise<PollCard>;
  paper: (id: string, answers: Answers) => Promise<Paper>;
  /** The person takes a ballot; the device seals it. */
  take: (id: string, cookie: string, paper: Paper) => Promise<Sealed>;
  cast: (id: string, sealed: Sealed) => Promise<string>;
  vote: (id: string, cookie: string, answers: Answers) => Promise<{ paper: Paper; receipt: string }>;
  /** What lies in an envelope, as its keeper sees it. */
  look: (sealed: Sealed) => Promise<OpenedBallot>;
  /** An envelope with whatever a stranger's device puts into it. */
  stuff: (id: string, ballot: OpenedBallot) => Promise<string>;
  /** The keeper opens the box in their browser and ends it. */
  openBox: (id: string) => Promise<contract.VoteCard>;
}

export async function openVoteDesk(): Promise<VoteDesk> {
  const desk = await openPollDesk();
  const { server } = desk;
  const keeper = await signInAs(server, 'secretary');
  const { open, file } = await makeTallyKey(PASSPHRASE);
  const key = await openTallyKey(file, PASSPHRASE);
  if (!key) throw new Error('The key does not open');
  const form = (id: string) => server.call(contract.readBallotForm, { params: { id } });
  const votes: VoteDesk = {
    ...desk,
    keeper,
    prepare: (id) => server.call(contract.prepareVote, { params: { id }, body: { key: open } }, keeper),
    openVote: async (given = {}) => {
      server.setNow(RUNNING.replace('26T', '24T'));
      const begun = await desk.begin({ kind: 'vote', ...given });
      const approved = await desk.judge(await desk.move(begun, 'submit'), 'approve');
      await server.call(contract.prepareVote, { params: { id: begun.id }, body: { key: open } }, keeper);
      await desk.move(approved, 'announce');
      await desk.come(RUNNING);
      return desk.read(begun.id);
    },
    paper: async (id, answers) => makePaper(await form(id), { pollId: id, answers }),
    take: async (id, cookie, paper) => {
      const signed = await server.call(
        contract.takeBallot,
        { params: { id }, body: { said: { isOfAge: true }, ...paper.asked } },
        cookie,
      );
      const sealed = await sealPaper(await form(id), paper, signed);
      if (!sealed) throw new Error('The city signed something else');
      return sealed;
    },
    cast: async (id, sealed) =>
      (await server.call(contract.castBallot, { params: { id }, body: sealed })).receipt,
    vote: async (id, cookie, answers) => {
      const paper = await votes.paper(id, answers);
      return { paper, receipt: await votes.cast(id, await votes.take(id, cookie, paper)) };
    },
    look: async ({ envelope }) => {
      const found = await openEnvelope(envelope, key.secret);
      if (!found) throw new Error('There is no ballot in the envelope');
      return found;
    },
    stuff: async (id, ballot) =>
      sealBallot(ballot, JSON.stringify(ballot).length, await importTallyKey((await form(id)).tallyKey)),
    openBox: async (id) => {
      const at = { params: { id } };
      const spoiled = await openBox(
        {
          list: (after) => server.call(contract.listEnvelopes, { ...at, query: { after } }, keeper),
          bring: (ballots) => server.call(contract.bringBallots, { ...at, body: { ballots } }, keeper),
        },
        key.secret,
        () => {},
      );
      if (!spoiled) throw new Error('The box was not opened');
      return server.call(contract.endOpening, { params: { id }, body: { spoiled } }, keeper);
    },
  };
  return votes;
}
