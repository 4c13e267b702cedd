import { type ReactNode, useState } from 'react';
import {
  type Composition,
  downloadDraftAct,
  getComposition,
  type Membership,
} from '../../../../shared/contract/group/working-group.ts';
import { formatDay, localDay } from '../../../../shared/text/dates.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { CityNumberPart } from '../city-numbers/number-part.tsx';
import { PaperLinks } from './after-signature.tsx';
import { ActDialog, EndDialog, MemberDialog } from './composition-dialogs.tsx';

type Open = { kind: 'act' | 'add' } | { kind: 'edit' | 'end'; member: Membership } | null;

/** Composition of any day: members and their acts, the eight sector blocks, what the decree finds lacking. */
export function CompositionPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const today = localDay(Date.now(), useZone());
  const on = query.on && query.on !== today ? query.on : '';
  const data = useRoute(getComposition, { query: on ? { on } : {} });
  const [open, setOpen] = useState<Open>(null);
  const mayKeep = data.data?.can.includes('keep') ?? false;
  useHotkeys(
    'Состав группы',
    mayKeep
      ? [
          { keys: 'KeyA', label: 'Ввести в состав', run: () => setOpen({ kind: 'add' }) },
          { keys: 'KeyT', label: 'Записать акт', run: () => setOpen({ kind: 'act' }) },
        ]
      : [],
    { active: open === null },
  );
  return (
    <div className="desk">
      <div className="desk__filters">
        <DateField
          form={bindValue(on || today, (day) => day && change({ on: day === today ? '' : day }))}
          name="value"
          label="Состав на день"
        />
        {on && (
          <Button kind="quiet" onClick={() => change({ on: '' })}>
            Сегодня
          </Button>
        )}
        {mayKeep && (
          <>
            <Button kind="primary" hint="KeyA" onClick={() => setOpen({ kind: 'add' })}>
              Ввести в состав
            </Button>
            <Button hint="KeyT" onClick={() => setOpen({ kind: 'act' })}>
              Записать акт
            </Button>
            <span className="cluster">
              Проект постановления:
              <PaperLinks
                of="проект постановления о составе"
                href={(format) => buildUrl(downloadDraftAct, { query: { format, ...(on && { on }) } })}
              />
            </span>
          </>
        )}
      </div>
      <Loadable query={data} failed="Состав не загрузился">
        {(composition) => (
          <>
            <Gaps composition={composition} />
            <Members composition={composition} mayKeep={mayKeep} onOpen={setOpen} />
            <Coverage composition={composition} />
            <Former composition={composition} />
            <Acts composition={composition} />
            {open?.kind === 'act' && <ActDialog onClose={() => setOpen(null)} />}
            {(open?.kind === 'add' || open?.kind === 'edit') && (
              <MemberDialog
                composition={composition}
                {...(open.kind === 'edit' && { member: open.member })}
                onClose={() => setOpen(null)}
              />
            )}
            {open?.kind === 'end' && (
              <EndDialog member={open.member} composition={composition} onClose={() => setOpen(null)} />
            )}
          </>
        )}
      </Loadable>
    </div>
  );
}

/** What the decree asks for and the composition lacks: named with the clause, not hidden in a colour. */
function Gaps({ composition }: { composition: Composition }): ReactNode {
  const { gaps, legal, members } = composition;
  if (members.length === 0) return null;
  return (
    <Section title="Проверка состава" isSmall className="desk__sheet">
      {gaps.length === 0 ? (
        <p>
          <Mark tone="ok">Состав отвечает положению</Mark>
        </p>
      ) : (
        <>
          <p>
            <Mark tone="warning">Состав не отвечает положению</Mark>
          </p>
          <ul className="group-gaps">
            {gaps.map(({ text, clause }) => (
              <li key={text}>
                {text} <span className="muted nowrap">({clause})</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="muted small">Основание: {legal}.</p>
    </Section>
  );
}

const actWords = ({ number, signedOn }: { number: string; signedOn: string }): string =>
  `№\u00a0${number} от ${formatDay(signedOn)}`;

function Members(props: {
  composition: Composition;
  mayKeep: boolean;
  onOpen: (open: Open) => void;
}): ReactNode {
  const { composition, mayKeep, onOpen } = props;
  const titles = new Map(composition.coverage.map(({ code, title }) => [code, title]));
  return (
    <Section
      title={
        composition.members.length > 0
          ? `В составе ${counted(composition.members.length, 'человек', 'человека', 'человек')}`
          : 'Состав'
      }
      className="stack stack--tight"
    >
      <DeskTable<Membership>
        caption={`Состав на ${formatDay(composition.on)}`}
        foldsBelow={70}
        rows={composition.members}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'name',
            head: 'Имя',
            isName: true,
            cell: (row) => (
              <>
                <b>{row.name}</b>
                {!row.mayTakePart && row.toDay === null && (
                  <>
                    {' '}
                    <Mark tone="warning">нет роли для участия</Mark>
                  </>
                )}
              </>
            ),
          },
          { id: 'role', head: 'В группе', cell: ({ role }) => groupRoleTitles[role] },
          {
            id: 'position',
            head: 'Должность',
            cell: (row) => [row.position, row.organisation].filter(Boolean).join(', '),
          },
          {
            id: 'blocks',
            head: 'Сферы',
            cell: ({ blocks }) => blocks.map((code) => titles.get(code) ?? code).join(', ') || '—',
          },
          { id: 'substitute', head: 'Замещает', cell: ({ substitute }) => substitute ?? '—' },
          {
            id: 'since',
            head: 'С какого дня',
            cell: ({ fromDay, toDay, act }) =>
              `${formatDay(fromDay)}${toDay ? ` — ${formatDay(toDay)}` : ''}, ${actWords(act)}`,
          },
          ...(mayKeep
            ? [
                {
                  id: 'acts',
                  head: 'Действия',
                  cell: (row: Membership) => (
                    <span className="cluster">
                      <Button kind="quiet" onClick={() => onOpen({ kind: 'edit', member: row })}>
                        Изменить<span className="aloud"> строку: {row.name}</span>
                      </Button>
                      {row.toDay === null && (
                        <Button kind="quiet" onClick={() => onOpen({ kind: 'end', member: row })}>
                          Вывести<span className="aloud"> из состава: {row.name}</span>
                        </Button>
                      )}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <EmptyState title={`На ${formatDay(composition.on)} состава нет`}>
            {composition.acts.length === 0
              ? 'Запишите акт, которым утверждён состав, затем введите в него людей.'
              : 'Выберите другой день: состав действует с дня, названного в акте.'}
          </EmptyState>
        }
      />
    </Section>
  );
}

function Coverage({ composition }: { composition: Composition }): ReactNode {
  if (composition.members.length === 0) return null;
  const covered = composition.coverage.filter(({ members }) => members.length > 0).length;
  return (
    <Section
      title={
        <>
          Отраслевые блоки: {covered} из {composition.coverage.length}
        </>
      }
      className="stack stack--tight"
    >
      <ul className="group-blocks">
        {composition.coverage.map(({ code, title, members }) => (
          <li key={code}>
            <b>{title}</b>
            {members.length > 0 ? (
              <span>
                <Mark tone="ok">{members.join(', ')}</Mark>
              </span>
            ) : (
              <span>
                <Mark tone="warning">нет представителя</Mark>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Former({ composition }: { composition: Composition }): ReactNode {
  if (composition.former.length === 0) return null;
  return (
    <Section title="Были в составе раньше" className="stack stack--tight">
      <ul className="desk__list">
        {composition.former.map(({ id, name, role, position, fromDay, toDay, endAct, endGround }) => (
          <li key={id} className="desk__sheet">
            <span>
              <b>{name}</b>, {position}. {groupRoleTitles[role]}
            </span>
            <span className="muted">
              {formatDay(fromDay)} — {toDay && formatDay(toDay)}
              {endAct && `; выведен(а) актом ${actWords(endAct)}`}
              {endGround && `, основание: ${endGround}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Acts({ composition }: { composition: Composition }): ReactNode {
  if (composition.acts.length === 0) return null;
  return (
    <Section title="Акты о составе" className="stack stack--tight">
      <ul className="desk__list">
        {composition.acts.map((act) => (
          <li key={act.id} className="desk__sheet">
            <span>
              <b>{actWords(act)}</b> {act.title}
            </span>
            <span className="muted">
              {act.uses === 0
                ? 'строк состава по нему ещё нет'
                : counted(act.uses, 'строка состава', 'строки состава', 'строк состава')}
            </span>
            <CityNumberPart paperId={act.id} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
