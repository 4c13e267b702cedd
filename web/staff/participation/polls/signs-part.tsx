import { type ReactNode, useState } from 'react';
import { comingAround, comingByDay, comingByHour } from '../../../../shared/charts/sign-charts.ts';
import {
  type PollSign,
  readSigns,
  type SignFigures,
  type SignReport,
  tellSigns,
} from '../../../../shared/contract/participation/poll-signs.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { sayChance, signLimits } from '../../../../shared/text/participation/sign-sentences.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Note } from '../../../ui/mark.tsx';
import { ToldSignsPart } from '../../../ui/polls/told-signs.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';

/** How people came to a poll that is over, and what in it asks to be looked at. */
export function SignsPart({ pollId }: { pollId: string }): ReactNode {
  const report = useRoute(readSigns, { params: { id: pollId } });
  return (
    <Loadable query={report} failed="Отчёт о признаках накрутки не загрузился">
      {(card) => <Report pollId={pollId} report={card} />}
    </Loadable>
  );
}

const titleOf = (figures: SignFigures | null): string => {
  if (!figures) return 'Признаки накрутки';
  if (figures.noted < figures.leastPeople) return 'Признаки накрутки не ищут: пришло мало людей';
  return figures.signs.length === 0
    ? 'Признаков накрутки не видно'
    : `Посмотрите: ${counted(figures.signs.length, 'признак', 'признака', 'признаков')} накрутки`;
};

function Report({ pollId, report }: { pollId: string; report: SignReport }): ReactNode {
  const [isTelling, setIsTelling] = useState(false);
  const { figures, erasedOn, told } = report;
  return (
    <Section title={titleOf(figures)} isSmall className="desk__sheet stack">
      {!figures && !told && (
        <p className="muted">
          Отчёт делается через четверть часа после конца опроса и хранится недолго. Сейчас его нет.
        </p>
      )}
      {figures && <Found figures={figures} />}
      {figures && erasedOn && (
        <Note>
          {signLimits.map((words) => (
            <p key={words}>{words}</p>
          ))}
          <p className="small">Отчёт сотрётся {formatDay(erasedOn)}.</p>
        </Note>
      )}
      {report.can.includes('tell') && (
        <p>
          <Button onClick={() => setIsTelling(true)}>Сказать о признаках всем</Button>
        </p>
      )}
      {told && <ToldSignsPart told={told} isSmall />}
      {isTelling && <TellDialog pollId={pollId} onClose={() => setIsTelling(false)} />}
    </Section>
  );
}

function Found({ figures }: { figures: SignFigures }): ReactNode {
  const { zone } = useFormats();
  const { nets } = figures;
  return (
    <>
      {figures.signs.map((sign) => (
        <SignPart key={`${sign.kind} ${sign.from} ${sign.count}`} figures={figures} sign={sign} />
      ))}
      <ChartFigure chart={comingByDay(figures)} size="small" />
      <ChartFigure chart={comingByHour(figures, zone)} size="small" />
      <Facts
        facts={[
          ['Приходов учтено', counted(figures.noted, 'человек', 'человека', 'человек')],
          ['Сетей', String(nets.count)],
          [
            'Самые большие',
            nets.largest.length === 0
              ? `сетей, из которых пришли хотя бы ${nets.least} человек, нет`
              : nets.largest.map((share) => formatPercent(share)).join(', '),
          ],
        ]}
      />
    </>
  );
}

const kindTitles: Readonly<Record<PollSign['kind'], string>> = {
  burst: 'Всплеск',
  net: 'Общая сеть',
  fresh: 'Свежие контакты',
};

function SignPart({ figures, sign }: { figures: SignFigures; sign: PollSign }): ReactNode {
  const { zone } = useFormats();
  const chart = comingAround(figures, sign, zone);
  return (
    <div className="stack stack--tight">
      <h3>{sign.sentence}</h3>
      <p className="muted small">
        {kindTitles[sign.kind]}; {sayChance(sign.chance)}.
      </p>
      {chart && <ChartFigure chart={chart} size="small" />}
    </div>
  );
}

function TellDialog({ pollId, onClose }: { pollId: string; onClose: () => void }): ReactNode {
  const tell = useCommand(tellSigns, { done: 'О признаках сказано всем', onDone: onClose });
  return (
    <ReasonDialog
      title="Сказать о признаках всем"
      label="Почему город говорит о них: это прочтут все"
      hint="Предложения отчёта встанут на страницу итога. Ни один ответ не снимется, взять слова назад нельзя."
      action="Сказать всем"
      commands={tell}
      onSend={(reason) => tell.mutate({ params: { id: pollId }, body: { reason } })}
      onClose={onClose}
    />
  );
}
