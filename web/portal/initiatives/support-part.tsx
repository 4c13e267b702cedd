import { type ReactNode, useState } from 'react';
import type { getInitiativeRules } from '../../../shared/contract/participation/initiatives.ts';
import {
  type OpenInitiative,
  supportInitiative,
} from '../../../shared/contract/participation/initiatives-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { countedSupports, supportWords } from '../../../shared/text/participation/initiative-words.ts';
import { findProposalObstacle } from '../../../shared/text/participation/proposal-levels.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useHydrated } from '../../lib/first-look.ts';
import { useFormats } from '../../lib/format.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { bindFields } from '../../ui/forms/fields.ts';
import { Section } from '../../ui/section.tsx';
import { SignInHere } from '../parts/sign-in-here.tsx';
import { useWish } from '../parts/use-wish.ts';

type Rules = RouteReply<typeof getInitiativeRules>;

const WHERE = 'otklik.initiatives.district';

/** How many support it, and one's own voice: a press, and the first time a code between. */
export function SupportPart({ initiative, rules }: { initiative: OpenInitiative; rules: Rules }): ReactNode {
  const formats = useFormats();
  const { state, threshold, closesAt } = initiative;
  if (threshold === null) return null;
  return (
    <Section title="Поддержка" className="sheet stack">
      <p className="initiative__count">{supportWords(initiative)}</p>
      <progress
        className="initiative__line"
        max={threshold}
        value={Math.min(initiative.supports, threshold)}
        aria-label={supportWords(initiative)}
      />
      {state === 'open' && closesAt && (
        <>
          <p className="small">
            Наберётся к {formats.longDate(closesAt)} — город обязан ответить с обоснованием.
          </p>
          <Voice initiative={initiative} rules={rules} />
        </>
      )}
      <ByDistrict initiative={initiative} rules={rules} />
    </Section>
  );
}

/** Where the person lives is remembered here, and asked once. */
function useDistrict(rules: Rules) {
  const [districtId, setDistrict] = useState<string | null>(() => {
    const kept = readStored(WHERE);
    return rules.districts.some(({ id }) => id === kept) ? kept : null;
  });
  const keep = (next: string | null): void => {
    writeStored(WHERE, next);
    setDistrict(next);
  };
  return { districtId, keep };
}

function Voice({ initiative, rules }: { initiative: OpenInitiative; rules: Rules }): ReactNode {
  const { mine, id } = initiative;
  const isHydrated = useHydrated();
  const [isWished, setWished] = useState(false);
  const { districtId, keep } = useDistrict(rules);
  const support = useCommand(supportInitiative);
  const obstacle = findProposalObstacle({ kind: 'initiative', level: rules.level }, mine.level);
  const put = (isOn: boolean): void => support.mutate({ params: { id }, body: { isOn, districtId } });
  useWish(isWished && obstacle === null && !support.isPending, () => {
    setWished(false);
    if (!mine.isSupported && !mine.isAuthor) put(true);
  });
  if (mine.isAuthor) return <p>Это ваша инициатива: поддержать её могут другие.</p>;
  if (!isHydrated) return null;
  if (isWished && obstacle !== null)
    return (
      <SignInHere
        id="support-sign-in"
        heading="h2"
        level={rules.level}
        words={`${obstacle} Кто поддержал, не видит никто.`}
        next={`/initiatives/${id}`}
      />
    );
  return (
    <div className="stack">
      {!mine.isSupported && (
        <SelectField
          form={bindFields<{ districtId: string | null }>({ districtId }, (patch) =>
            keep(patch.districtId ?? null),
          )}
          name="districtId"
          orNull
          label="Где вы живёте"
          none="не скажу"
          choices={rules.districts.map((one) => ({ value: one.id, label: one.title }))}
        />
      )}
      <div>
        <Button
          kind={mine.isSupported ? 'plain' : 'primary'}
          busy={support.isPending}
          onClick={() => (obstacle === null ? put(!mine.isSupported) : setWished(true))}
        >
          {mine.isSupported ? 'Забрать голос' : 'Поддержать'}
        </Button>
      </div>
      {mine.isSupported && (
        <p role="status">Вы поддержали, спасибо. Пока инициатива открыта, голос можно забрать.</p>
      )}
      <p className="small">
        Голос у каждого один, поддерживают жители с {rules.minAge} лет. Кто поддержал, не видит никто, а когда
        сбор закончится, и список стирается: остаётся число.
      </p>
      <Failures of={support} />
    </div>
  );
}

/** Once it is over: where those who supported it live, few people hidden. */
function ByDistrict({ initiative, rules }: { initiative: OpenInitiative; rules: Rules }): ReactNode {
  const { byDistrict } = initiative;
  if (byDistrict.length === 0) return null;
  const titleOf = (id: string): string => rules.districts.find((one) => one.id === id)?.title ?? 'не сказали';
  return (
    <>
      <ul>
        {byDistrict.map(({ id, count }) => (
          <li key={id}>
            {titleOf(id)}: {count === null ? 'мало, чтобы показать' : countedSupports(count)}
          </li>
        ))}
      </ul>
      <p className="small">Числа меньше {rules.smallest} не показываем. Район люди назвали сами.</p>
    </>
  );
}
