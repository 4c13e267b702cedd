import { useState } from 'react';
import {
  type BallotForm,
  castBallot,
  takeBallot,
} from '../../../../shared/contract/participation/ballots.ts';
import { announce } from '../../../lib/announce.ts';
import { makePaper, sealPaper } from '../../../lib/ballots/paper.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import type { PollDraft } from '../poll-draft.ts';
import { findBallot, type KeptBallot, keepBallot } from './kept-ballot.ts';

/** A ballot from the choice to the box: taken under one's name, brought without it. `isBusy` between the two as well. */
export function useBallotSending(pollId: string, form: BallotForm, onCast: () => void) {
  const [isBusy, setBusy] = useState(false);
  const params = { id: pollId };
  const refuse = (words: string): void => {
    setBusy(false);
    showToast(words, { tone: 'problem' });
  };
  const cast = useCommand(castBallot, {
    call: { isNameless: true },
    refreshes: ['polls'],
    onDone: ({ receipt }) => {
      const kept = findBallot(pollId);
      if (kept) keepBallot(pollId, { paper: kept.paper, receipt });
      setBusy(false);
      announce('Бюллетень в ящике, спасибо');
      onCast();
    },
    onProblem: () => {
      setBusy(false);
      return undefined;
    },
  });
  const take = useCommand(takeBallot, {
    refreshes: [],
    onProblem: () => {
      setBusy(false);
      return undefined;
    },
  });
  const bring = (sealed: NonNullable<KeptBallot['sealed']>): void => cast.mutate({ params, body: sealed });
  const seal = async (kept: KeptBallot, signed: { entry: string; ballot: string }): Promise<void> => {
    const sealed = await sealPaper(form, kept.paper, signed).catch(() => null);
    if (sealed) {
      keepBallot(pollId, { ...kept, sealed });
      bring(sealed);
    } else
      refuse(
        'Бюллетень не запечатался: подпись города не подошла или браузер слишком старый. Он остался на этом устройстве: обновите браузер и отправьте снова или сообщите администрации сайта.',
      );
  };
  const send = ({ answers, said }: Pick<PollDraft, 'answers' | 'said'>): void => {
    const kept = findBallot(pollId) ?? { paper: makePaper(form, { pollId, answers }) };
    if (!keepBallot(pollId, kept)) {
      refuse(
        'Браузер не хранит данные сайта: при обрыве связи голос пропал бы. Откройте страницу не в частном окне.',
      );
      return;
    }
    setBusy(true);
    if (kept.sealed) bring(kept.sealed);
    else
      take.mutate(
        { params, body: { said, ...kept.paper.asked } },
        { onSuccess: (signed) => void seal(kept, signed) },
      );
  };
  return { send, isBusy, commands: [take, cast] };
}
