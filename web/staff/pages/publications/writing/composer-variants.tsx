import type { ReactNode } from 'react';
import type {
  NetworkLimits,
  PublicationCalendar,
} from '../../../../../shared/contract/pages/publications.ts';
import { formatNumber } from '../../../../../shared/text/numbers.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import type { Formats } from '../../../../lib/format.ts';
import { useFormats } from '../../../../lib/format.ts';
import { Button } from '../../../../ui/button.tsx';
import { bindFields } from '../../../../ui/forms/fields.ts';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import type { Form } from '../../../../ui/forms/use-form.ts';
import { NetworkLook } from '../../../../ui/network-look.tsx';
import { pagesCount } from '../publication-words.ts';
import { OwnTextButton, pictureUrl } from './composer-text.tsx';
import type { ShownLook } from './looks-dialog.tsx';
import { dueOf, groupVariants, type PieceValues, type VariantGroup, withOwnText } from './piece-values.ts';

/** Each network as it will show the piece. */
export function looksOf(values: PieceValues, calendar: PublicationCalendar, formats: Formats): ShownLook[] {
  return groupVariants(values.variants, calendar.pages).map((group) => lookOf(group, values, formats));
}

function lookOf(group: VariantGroup, values: PieceValues, formats: Formats): ShownLook {
  const { network, networkTitle, pages, ownText } = group;
  const [page] = pages;
  const own = values.variants.find(({ pageId }) => pageId === page?.id)?.own ?? null;
  const dueAt = dueOf(values, own, formats.zone);
  return {
    key: keyOf(group),
    title: pages.length > 1 ? `${networkTitle}, ${pagesCount(pages.length)}` : networkTitle,
    network,
    author: page?.title || page?.body || networkTitle,
    when: dueAt ? `${formats.dayMonth(dueAt)} в ${formats.time(dueAt)}` : '',
    text: ownText ?? values.text,
    pictures: values.pictures.map((picture) => ({
      id: picture.fileId,
      url: pictureUrl(picture, 'display'),
      alt: picture.alt,
    })),
  };
}

const keyOf = ({ network, pages }: VariantGroup): string =>
  pages.length > 1 ? network : `${network} ${pages[0]?.id ?? ''}`;

/** One text for all, and what a network gets in its place where it takes less or speaks otherwise. */
export function ComposerVariants(props: {
  form: Form<PieceValues>;
  calendar: PublicationCalendar;
  onShow: () => void;
}): ReactNode {
  const { form, calendar, onShow } = props;
  const { values } = form;
  const groups = groupVariants(values.variants, calendar.pages);
  return (
    <section className="composer-desk__part" aria-label="Варианты по сетям">
      <h2 className="section__title composer-desk__head">
        Варианты по сетям
        <Button kind="quiet" icon="eye" hint="KeyP" onClick={onShow}>
          Как увидят
        </Button>
      </h2>
      {groups.length === 0 && (
        <p className="muted">Выберите страницы: здесь будет видно, что получит каждая сеть.</p>
      )}
      <div className="variants">
        {groups.map((group) => (
          <Variant
            key={keyOf(group)}
            group={group}
            form={form}
            limits={calendar.limits.find(({ network }) => network === group.network)}
          />
        ))}
      </div>
    </section>
  );
}

function Variant(props: {
  group: VariantGroup;
  form: Form<PieceValues>;
  limits: NetworkLimits | undefined;
}): ReactNode {
  const { group, form, limits } = props;
  const { values } = form;
  const formats = useFormats();
  const { network, networkTitle, pages, ownText } = group;
  const ids = pages.map(({ id }) => id);
  const write = (own: string | null) => form.set({ variants: withOwnText(form.get().variants, ids, own) });
  const { key: _, title, ...look } = lookOf(group, values, formats);
  const first = pages[0];
  return (
    <article className={ownText === null ? 'variant' : 'variant variant--own'} aria-label={title}>
      <header>
        <b>{networkTitle}</b>
        <VariantLength text={look.text} limits={limits} />
      </header>
      <p className="muted small">{pages.map(({ body }) => body).join(', ')}</p>
      {ownText !== null && first && (
        <LongTextField
          form={bindFields({ own: ownText }, ({ own = '' }) => write(own))}
          name="own"
          id={`${form.id}-own-${first.id}`}
          label={`Текст для сети ${networkTitle}`}
          hiddenLabel
          rows={5}
        />
      )}
      <OwnTextButton
        isOwn={ownText !== null}
        network={networkTitle}
        onTurn={() => write(ownText === null ? values.text : null)}
      />
      <NetworkLook {...look} network={network} />
    </article>
  );
}

/** «275 из 16 384»; over the limit, by how much. */
function VariantLength(props: { text: string; limits: NetworkLimits | undefined }): ReactNode {
  const { text, limits } = props;
  if (!limits) return <span className="muted">{counted(text.length, 'знак', 'знака', 'знаков')}</span>;
  const over = text.length - limits.text;
  return (
    <span className={over > 0 ? 'tone-danger' : 'muted'}>
      {formatNumber(text.length)} из {formatNumber(limits.text)}
      <span className="aloud"> знаков</span>
      {over > 0 && `, лишних ${formatNumber(over)}`}
    </span>
  );
}
