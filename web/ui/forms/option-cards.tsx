import { type ReactNode, useId } from 'react';
import { FieldError } from './field.tsx';
import { type Fields, type NameOf, useField } from './fields.ts';
import './option-cards.css';

export interface OptionCard {
  value: string;
  title: string;
  about?: string;
  /** At its foot, large: «9,4 млн ₽». */
  figure?: string;
  picture?: { src: string; alt: string };
}

/**
 * Choices as cards, with a picture where there is one: one of them, or several. `alone` is a choice that stands beside no other:
 * «затрудняюсь ответить».
 */
export function CardsField<T extends object, K extends NameOf<T, readonly string[]>>(props: {
  form: Fields<T>;
  name: K;
  legend: ReactNode;
  hiddenLegend?: boolean;
  hint?: ReactNode;
  isSeveral?: boolean;
  alone?: string;
  cards: readonly OptionCard[];
}): ReactNode {
  const { form, name, legend, hint, isSeveral = false, alone, cards } = props;
  const field = useField(form, name);
  const group = useId();
  const chosen = field.value as readonly string[];
  const choose = (value: string) =>
    field.set(nextChoice(chosen, value, { isSeveral, alone }) as unknown as T[K]);
  const hasPictures = cards.some(({ picture }) => picture);
  const described = [field.error && `${field.id}-error`, hint && `${field.id}-hint`]
    .filter(Boolean)
    .join(' ');
  return (
    <fieldset
      className={field.error ? 'field field--error' : 'field'}
      aria-describedby={described || undefined}
    >
      <legend className={props.hiddenLegend ? 'aloud' : 'field__label'}>{legend}</legend>
      {hint && (
        <p className="field__hint" id={`${field.id}-hint`}>
          {hint}
        </p>
      )}
      {field.error && <FieldError id={`${field.id}-error`} text={field.error} />}
      <div className={hasPictures ? 'option-cards option-cards--pictures' : 'option-cards'}>
        {cards.map((card, at) => (
          <Card
            key={card.value}
            card={card}
            id={at === 0 ? field.id : undefined}
            group={group}
            isSeveral={isSeveral}
            isChosen={chosen.includes(card.value)}
            onChoose={() => choose(card.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What is chosen after a press. */
function nextChoice(
  chosen: readonly string[],
  value: string,
  { isSeveral, alone }: { isSeveral: boolean; alone: string | undefined },
): string[] {
  if (!isSeveral) return [value];
  if (chosen.includes(value)) return chosen.filter((one) => one !== value);
  return value === alone ? [value] : [...chosen.filter((one) => one !== alone), value];
}

function Card(props: {
  card: OptionCard;
  id: string | undefined;
  group: string;
  isSeveral: boolean;
  isChosen: boolean;
  onChoose: () => void;
}): ReactNode {
  const { card, isSeveral } = props;
  return (
    <label className="option-card">
      {card.picture && (
        <img className="option-card__picture" src={card.picture.src} alt={card.picture.alt} loading="lazy" />
      )}
      <span className="option-card__text">
        <span className="check option-card__title">
          <input
            type={isSeveral ? 'checkbox' : 'radio'}
            id={props.id}
            name={props.group}
            value={card.value}
            checked={props.isChosen}
            onChange={props.onChoose}
          />
          <span>{card.title}</span>
        </span>
        {card.about && <span>{card.about}</span>}
        {card.figure && <span className="option-card__figure">{card.figure}</span>}
      </span>
    </label>
  );
}
