import type { ReactNode } from 'react';
import type { OpenPoll } from '../../../../shared/contract/participation/polls-open.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useFormats } from '../../../lib/format.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { FollowPart } from '../follow-part.tsx';
import type { BallotReceipt, RefusedBallot } from './kept-ballot.ts';

/** What a device shows of its ballot after the choice, in whatever state the vote is. */

/** On its way: `signed` and not brought, or `doubtful`: brought, and the box's reply was lost. */
export function UnderWayPart(props: {
  poll: OpenPoll;
  stage: 'signed' | 'sealed' | 'doubtful';
  isBusy: boolean;
  onSend: () => void;
  problem: ApiProblem | null;
}): ReactNode {
  const { poll, stage, isBusy, onSend, problem } = props;
  const formats = useFormats();
  const isDoubtful = stage === 'doubtful';
  const until = `${formats.dayMonth(poll.closesAt)}, ${formats.time(poll.closesAt)}`;
  return (
    <section className="sheet stack" aria-labelledby="ballot-waits">
      <h2 id="ballot-waits" aria-live="polite">
        {headOfWay(isDoubtful, isBusy)}
      </h2>
      <p>
        {isDoubtful
          ? 'Вы его заполнили, но связь прервалась, пока конверт шёл к ящику, и ответа мы не получили. Проверьте: тот же конверт уйдёт ещё раз. Если он уже в ящике, второй раз он не посчитается, а вы получите квитанцию.'
          : `${stage === 'signed' ? 'Город вам его уже выдал, выбор в нём тот, с каким вы его отправили' : 'Он заполнен и запечатан'}: изменить его нельзя. Он лежит на этом устройстве. Опустите его до ${until}.`}
      </p>
      {problem && (
        <p className="error" role="alert">
          {problem.message}
        </p>
      )}
      <div>
        <Button kind="primary" size="main" busy={isBusy} onClick={onSend}>
          {isDoubtful ? 'Проверить, дошёл ли бюллетень' : 'Опустить бюллетень'}
        </Button>
      </div>
    </section>
  );
}

function headOfWay(isDoubtful: boolean, isBusy: boolean): string {
  if (isDoubtful) return isBusy ? 'Проверяем, дошёл ли бюллетень' : 'Неизвестно, дошёл ли бюллетень';
  return isBusy ? 'Опускаем бюллетень' : 'Бюллетень ещё не в ящике';
}

/** What proves that the ballot is in the box, and finds it among the published. */
export function ReceiptPart(props: { poll: OpenPoll; kept: BallotReceipt; onRemove: () => void }): ReactNode {
  const { poll, kept, onRemove } = props;
  const formats = useFormats();
  const { code, receipt } = kept;
  const isRunning = poll.state === 'open';
  const save = (): void => {
    const words = `Голосование: ${poll.title}\nКод бюллетеня: ${code}\nКвитанция конверта: ${receipt}\n`;
    saveFile(new Blob([words], { type: 'text/plain' }), 'квитанция-голосования.txt');
  };
  return (
    <section className="sheet stack" aria-labelledby="ballot-cast">
      <h2 id="ballot-cast" tabIndex={-1}>
        {isRunning ? 'Бюллетень в ящике, спасибо' : 'Ваш бюллетень в ящике'}
      </h2>
      {isRunning && (
        <p>
          Он запечатан и отделён от вас, выбор на этом устройстве больше не хранится.
          {poll.resultBy && ` Итог будет здесь к ${formats.dayMonth(poll.resultBy)}.`}
        </p>
      )}
      <p>
        {poll.state === 'result'
          ? 'По коду страница пересчёта найдёт ваш бюллетень среди опубликованных и покажет, что он учтён.'
          : 'По коду вы найдёте свой бюллетень среди опубликованных, когда ящик вскроют.'}
      </p>
      <Facts
        facts={[
          ['Код бюллетеня', <code key="code">{code}</code>],
          ['Квитанция', <code key="receipt">{receipt}</code>],
        ]}
      />
      <p className="small">
        Никому не показывайте код: по нему после вскрытия виден ваш выбор. На общем устройстве сохраните
        квитанцию себе и уберите её отсюда.
      </p>
      <div className="cluster">
        <Button icon="download" onClick={save}>
          Сохранить квитанцию
        </Button>
        <RemoveButton onRemove={onRemove} />
        {isRunning && <ButtonLink to="/polls">Другие опросы</ButtonLink>}
      </div>
      {isRunning && <FollowPart poll={poll} />}
    </section>
  );
}

const RemoveButton = ({ onRemove }: { onRemove: () => void }): ReactNode => (
  <Button onClick={onRemove}>Убрать с этого устройства</Button>
);

/** The vote is over, and it is known that the box did not take it. */
export function LatePart({ onRemove }: { onRemove: () => void }): ReactNode {
  return (
    <section className="sheet stack" aria-labelledby="ballot-late">
      <h2 id="ballot-late">Ваш бюллетень не успел в ящик</h2>
      <p>Голосование закончилось раньше, чем он дошёл: он не посчитан, и квитанции у него нет.</p>
      <div>
        <RemoveButton onRemove={onRemove} />
      </div>
    </section>
  );
}

/** The box does not take it, now or later. */
export function RefusedPart({ kept, onRemove }: { kept: RefusedBallot; onRemove: () => void }): ReactNode {
  if (kept.why === 'closed') return <LatePart onRemove={onRemove} />;
  return (
    <section className="sheet stack" aria-labelledby="ballot-refused">
      <h2 id="ballot-refused">
        {kept.why === 'copied' ? 'Этот конверт уже в ящике' : 'Бюллетень не принят'}
      </h2>
      <p>
        {kept.why === 'copied'
          ? 'Точно такой конверт опустили по другому пропуску. Бюллетень в нём ваш и посчитается один раз: найдите его по коду, когда ящик вскроют.'
          : 'По вашему пропуску в ящике уже лежит другой конверт. Если его опустили вы, бюллетень найдётся по коду, когда ящик вскроют. Если не вы, сообщите администрации сайта.'}
      </p>
      <Facts facts={[['Код бюллетеня', <code key="code">{kept.code}</code>]]} />
      <div>
        <RemoveButton onRemove={onRemove} />
      </div>
    </section>
  );
}
