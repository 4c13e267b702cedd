import type { ReactNode } from 'react';
import {
  getModel,
  setPromotion,
  startTraining,
  type Training,
} from '../../../../shared/contract/base/understanding.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { StatTile } from '../../../ui/figures.tsx';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { stageWords } from './model-words.ts';
import { VersionsTable } from './versions-table.tsx';

type Model = RouteReply<typeof getModel>;

const isRunning = (training: Training | null): boolean =>
  training !== null && training.stage !== 'done' && training.stage !== 'failed';

/** What people chose, the training with its progress, every version. */
export function LearningPart(): ReactNode {
  const model = useRoute(getModel, undefined, { refreshEvery: 3_000 });
  return (
    <Loadable query={model} failed="Модель не открылась">
      {(data) => (
        <div className="stack">
          <Tiles model={data} />
          <TrainingPart model={data} />
          <Section title="Версии" className="stack">
            <VersionsTable versions={data.versions} />
          </Section>
        </div>
      )}
    </Loadable>
  );
}

function Tiles({ model }: { model: Model }): ReactNode {
  const { all, fresh, corrected } = model.examples;
  const champion = model.versions.find(({ isChampion }) => isChampion);
  return (
    <dl className="model__tiles">
      {champion && (
        <StatTile
          figure={formatPercent(champion.block)}
          label={`блок назван верно, версия ${champion.number}`}
          note={`на ${counted(champion.heldOut, 'тексте', 'текстах', 'текстах')} для проверки`}
        />
      )}
      <StatTile figure={formatNumber(all)} label="дел разобрано людьми" note="на них модель учится" />
      <StatTile
        figure={formatNumber(corrected)}
        label="из них тему исправили"
        note="выбрали не то, что предложено"
      />
      <StatTile figure={formatNumber(fresh)} label="новых с прошлого обучения" />
    </dl>
  );
}

function TrainingPart({ model }: { model: Model }): ReactNode {
  const { training, examples, leastExamples, promotesByRule } = model;
  const mayManage = usePermission('understanding.manage');
  const start = useCommand(startTraining, { onDone: () => showToast('Обучение начато') });
  const promotion = useCommand(setPromotion, {
    onDone: ({ byRule }) =>
      showToast(byRule ? 'Лучшая версия будет действовать сама' : 'Версию выберет человек'),
  });
  const running = isRunning(training);
  const lacking =
    examples.all < leastExamples
      ? `Учить пока не на чем: разобрано ${counted(examples.all, 'дело', 'дела', 'дел')}, нужно ${leastExamples}`
      : null;
  const press = () => start.mutate({});
  useHotkeys('Модель тем', [{ keys: 'KeyT', label: 'Обучить', run: press }], {
    active: mayManage && !running && !lacking && !start.isPending,
  });
  return (
    <Section title="Обучение" className="stack">
      <p className="small model__words">
        Каждое дело, которое разобрал человек, учит модель. Пятая часть дел в обучении не участвует: на ней
        новая версия сравнивается с действующей. Ночью обучение начинается само, когда новых дел набралось 50.
        Слова дел не копируются; стёртые и те, на которые отозвано согласие, не читаются.
      </p>
      <TrainingState training={training} />
      {mayManage && (
        <div className="cluster">
          <Button
            kind="primary"
            hint="KeyT"
            busy={running || start.isPending}
            disabledReason={lacking}
            onClick={press}
          >
            {running ? 'Обучается…' : 'Обучить сейчас'}
          </Button>
          <CheckField
            form={bindValue(promotesByRule, (byRule) => promotion.mutate({ body: { byRule } }))}
            name="value"
          >
            Лучшая версия начинает действовать сама
          </CheckField>
        </div>
      )}
      {lacking && <p className="small">{lacking}.</p>}
      <Failures of={start} title="Обучение не началось" />
    </Section>
  );
}

function TrainingState({ training }: { training: Training | null }): ReactNode {
  const formats = useFormats();
  if (!training) return <p role="status">Обучения ещё не было.</p>;
  const { stage, share, examples, askedAt, askedBy, finishedAt, tookMs, error } = training;
  if (isRunning(training))
    return (
      <div className="model__progress" role="status">
        <progress
          value={stage === 'learning' || stage === 'judging' ? share : undefined}
          aria-label="Ход обучения"
        />
        <span>
          {stageWords[stage]}
          {examples > 0 && `, ${counted(examples, 'дело', 'дела', 'дел')}`}
          {stage !== 'queued' && stage !== 'reading' && `, ${formatPercent(share)}`}
        </span>
      </div>
    );
  const seconds =
    tookMs === null
      ? ''
      : `, за ${counted(Math.max(1, Math.round(tookMs / 1000)), 'секунду', 'секунды', 'секунд')}`;
  return (
    <p role="status">
      {stage === 'failed' ? 'Последнее обучение не удалось' : 'Последнее обучение'}:{' '}
      {formats.dateTime(finishedAt ?? askedAt)}, {askedBy}
      {stage === 'done' && `, ${counted(examples, 'дело', 'дела', 'дел')}${seconds}`}.{error && ` ${error}`}
    </p>
  );
}
