import type { ReactNode } from 'react';
import type { MonitoringRule } from '../../../../shared/contract/monitoring/rules.ts';
import { importanceTitles } from '../../../../shared/text/monitoring/incidents.ts';
import { useFormats } from '../../../lib/format.ts';
import { usePermission } from '../../../lib/session.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { type Topics, useDistrictTitles } from '../../base/case-kit/topics.ts';
import { lookWords } from './rule-words.ts';

/** A rule for whom may not change it: what is looked for, where and on which ground. */
export function RuleSheet(props: {
  rule: MonitoringRule;
  networks: readonly { id: string; title: string }[];
  topics: Topics | undefined;
  onClose: () => void;
}): ReactNode {
  const { rule, networks, topics } = props;
  const formats = useFormats();
  const districtTitle = useDistrictTitles();
  const networkTitle = (id: string) => networks.find((one) => one.id === id)?.title ?? id;
  return (
    <Dialog isOpen isWide title={`Правило «${rule.title}»`} onClose={props.onClose}>
      <dl className="rules__facts">
        <Fact name="Что ищет">{rule.meaning}</Fact>
        <Fact name="Как записано">
          <code>{rule.query}</code>
        </Fact>
        <Fact name="Где">{lookWords(rule.look, networkTitle, districtTitle)}</Fact>
        <Fact name="Блок">{topics?.block(rule.block)?.title ?? rule.block}</Fact>
        <Fact name="Важность">{importanceTitles[rule.importance]}</Fact>
        <Fact name="Основание">{rule.ground}</Fact>
        <Fact name="Состояние">{rule.isActive ? 'включено' : 'выключено'}</Fact>
        <Fact name="Изменено">
          {formats.dateTime(rule.changedAt)}, {rule.changedBy}
        </Fact>
      </dl>
      <RuleHistory id={rule.id} />
    </Dialog>
  );
}

/** What was looked for before stands in the journal, for who may read it. */
export function RuleHistory({ id }: { id: string }): ReactNode {
  if (!usePermission('audit.read')) return null;
  return (
    <p>
      <PageLink to={`/staff/journal?kind=monitoring-rule&object=${id}`}>
        Кто и что здесь менял: журнал
      </PageLink>
    </p>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt className="muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
