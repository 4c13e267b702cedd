import type { ReactNode } from 'react';
import { identityLevels } from '../../../shared/contract/base/identity.ts';
import { listLevelRules, listProviders } from '../../../shared/contract/base/providers.ts';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { levelNeed } from '../../../shared/text/levels.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/mark.tsx';
import { OutsideButtons } from '../../ui/outside-sign-in.tsx';
import { CodeForm } from '../sign-in/code-form.tsx';
import type { Step } from './steps.ts';
import type { SubmitDraft } from './submit-draft.ts';

type LevelRule = RouteReply<typeof listLevelRules>['rules'][number];

/** What the chosen topic still asks of who writes; the server asks the same when the message comes. */
export function useLevelNeed({ factId, topic, joins }: SubmitDraft): LevelRule | undefined {
  const rules = useRoute(listLevelRules, undefined, { staleTime: 3_600_000 }).data?.rules;
  const taxonomy = useRoute(getTaxonomy, undefined, { staleTime: 3_600_000 }).data;
  const level = useSession()?.level ?? 'anonymous';
  if (topic === 'refused' || joins !== '') return undefined;
  const category = taxonomy?.facts.find((fact) => fact.id === factId)?.category;
  const rule = rules?.find((one) => one.category === category);
  const isKnown = rule && identityLevels.indexOf(level) >= identityLevels.indexOf(rule.level);
  return isKnown ? undefined : rule;
}

/** Says what the topic needs and why, and offers to confirm it at once; the draft stays as it is. */
export function LevelNeed(props: { need: LevelRule; onStep: (step: Step) => void }): ReactNode {
  const { need } = props;
  const isByCode = need.level === 'phone' || need.level === 'social';
  const outside = useRoute(listProviders, { query: { audience: 'resident' } }, { staleTime: 60_000 }).data;
  const isClosed = !isByCode && outside?.providers.length === 0;
  return (
    <div className="screen">
      <PageTitle text="Подтвердите, кто вы" />
      <p>
        {levelNeed[need.level]} Так потому, что {need.why}.
      </p>
      <p className="small">
        Основание: {need.basis}
        {need.toVerify && ' (не подтверждено)'}. Текст, место и фото сохранены на этом устройстве.
      </p>
      {isByCode && <CodeForm onDone={() => {}} />}
      <OutsideButtons audience="resident" next="/new?step=contacts" />
      {isClosed && (
        <Note>
          <p>Вход через Госуслуги здесь ещё не подключён. Позвоните в администрацию или придите на приём.</p>
        </Note>
      )}
      <div>
        <Button kind="quiet" onClick={() => props.onStep('what')}>
          Изменить тему
        </Button>
      </div>
    </div>
  );
}
