import { type ReactNode, useState } from 'react';
import {
  listOpenRemarks,
  type OpenDiscussion,
  type OpenRemark,
} from '../../../shared/contract/participation/discussions-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { countedRemarks } from '../../../shared/text/participation/discussion-words.ts';
import { useHydrated } from '../../lib/first-look.ts';
import { useRoute } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { Loadable } from '../../ui/states.tsx';
import { ProposeForm } from './propose-form.tsx';
import { RemarkItem } from './remark-item.tsx';

type Listed = ReturnType<typeof useRoute<typeof listOpenRemarks>>;

/** Where a proposal is being written: a paragraph, the whole ('' ), or nowhere. */
type Place = string | null;

/** The project by its numbered paragraphs, with what is proposed at each and a place to propose. */
export function ProjectPart({
  discussion,
  remarks,
}: {
  discussion: OpenDiscussion;
  remarks: Listed;
}): ReactNode {
  const [place, setPlace] = useState<Place>(null);
  const isHydrated = useHydrated();
  const canPropose = discussion.state === 'open' && isHydrated;
  const isResult = discussion.state === 'result';
  return (
    <Section title={isResult ? 'Проект, как он обсуждался' : 'Проект'} className="stack">
      {discussion.state === 'open' && !isHydrated && (
        <noscript>Чтобы предложить, нужен браузер, в котором работают сценарии. Можно и на бумаге.</noscript>
      )}
      <ol className="consultation__project">
        {discussion.paragraphs.map((paragraph, at) => (
          <li key={paragraph.id} id={`p-${paragraph.id}`} className="consultation__paragraph">
            <p className="consultation__text">
              <b className="consultation__number">{at + 1}</b>
              <span>{paragraph.text}</span>
            </p>
            {!isResult && (
              <Remarks
                discussion={discussion}
                count={paragraph.remarks}
                items={itemsAt(remarks.data, paragraph.id)}
              />
            )}
            {canPropose && (
              <Propose
                discussion={discussion}
                paragraphId={paragraph.id}
                label={`К пункту ${at + 1}`}
                isOpen={place === paragraph.id}
                onOpen={(isOpen) => setPlace(isOpen ? paragraph.id : null)}
              />
            )}
          </li>
        ))}
      </ol>
      <div className="stack">
        {!isResult && <WholeRemarks discussion={discussion} remarks={remarks} />}
        {canPropose && (
          <Propose
            discussion={discussion}
            paragraphId={null}
            label="К проекту целиком"
            isOpen={place === ''}
            onOpen={(isOpen) => setPlace(isOpen ? '' : null)}
          />
        )}
      </div>
    </Section>
  );
}

const itemsAt = (
  data: RouteReply<typeof listOpenRemarks> | undefined,
  paragraphId: string | null,
): readonly OpenRemark[] => data?.items.filter((one) => one.paragraphId === paragraphId) ?? [];

/** «3 предложения», opened where one reads. */
function Remarks(props: {
  discussion: OpenDiscussion;
  count: number;
  items: readonly OpenRemark[];
}): ReactNode {
  if (props.count === 0) return null;
  return (
    <details className="consultation__remarks">
      <summary>{countedRemarks(props.count)}</summary>
      <ul className="consultation__list">
        {props.items.map((remark) => (
          <RemarkItem key={remark.id} discussion={props.discussion} remark={remark} />
        ))}
      </ul>
      {props.items.length < props.count && <p className="small">Остальные — в конце страницы.</p>}
    </details>
  );
}

/** To the project as a whole, and the pages after the first. */
function WholeRemarks({ discussion, remarks }: { discussion: OpenDiscussion; remarks: Listed }): ReactNode {
  return (
    <Loadable query={remarks} failed="Предложения не загрузились">
      {(data) => {
        const items = itemsAt(data, null);
        return (
          <>
            {items.length > 0 && (
              <>
                <h3>К проекту целиком</h3>
                <ul className="consultation__list">
                  {items.map((remark) => (
                    <RemarkItem key={remark.id} discussion={discussion} remark={remark} />
                  ))}
                </ul>
              </>
            )}
            {data.next && <MoreRemarks discussion={discussion} from={data.next} />}
          </>
        );
      }}
    </Loadable>
  );
}

/** Later ones, page by page. */
export function MoreRemarks({ discussion, from }: { discussion: OpenDiscussion; from: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const more = useRoute(
    listOpenRemarks,
    { params: { id: discussion.id }, query: { cursor: from } },
    { enabled: isOpen },
  );
  if (!isOpen)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Показать ещё предложения</Button>
      </div>
    );
  return (
    <Loadable query={more} failed="Предложения не загрузились">
      {({ items, next }) => (
        <>
          <ul className="consultation__list">
            {items.map((remark) => (
              <RemarkItem key={remark.id} discussion={discussion} remark={remark} tellsWhere />
            ))}
          </ul>
          {next && <MoreRemarks discussion={discussion} from={next} />}
        </>
      )}
    </Loadable>
  );
}

function Propose(props: {
  discussion: OpenDiscussion;
  paragraphId: string | null;
  label: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}): ReactNode {
  const { label, isOpen, onOpen } = props;
  if (!isOpen)
    return (
      <div>
        <Button icon="plus" onClick={() => onOpen(true)}>
          {props.paragraphId === null ? (
            'Предложить к проекту целиком'
          ) : (
            <>
              Предложить<span className="aloud"> {label.toLocaleLowerCase('ru')}</span>
            </>
          )}
        </Button>
      </div>
    );
  return (
    <ProposeForm
      discussion={props.discussion}
      paragraphId={props.paragraphId}
      label={label}
      onClose={() => onOpen(false)}
    />
  );
}
