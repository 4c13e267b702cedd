import { type ReactNode, useState } from 'react';
import { type ViKey, type ViSettings, viDefaults } from '../../shared/text/vi.ts';
import { useHydrated } from '../lib/first-look.ts';
import { canSpeak, toggleSpeech, useSpeaking } from '../lib/speech.ts';
import { changeVi, toggleVi, useVi } from '../lib/vi.ts';
import { Icon } from './icons.tsx';

type Words = { [K in ViKey]: { title: string; words: Record<ViSettings[K], string> } };

const groups: Words = {
  size: { title: 'Размер', words: { '100': '100 %', '150': '150 %', '200': '200 %' } },
  scheme: {
    title: 'Цвет',
    words: {
      'black-on-white': 'Чёрный по белому',
      'white-on-black': 'Белый по чёрному',
      blue: 'Синий по голубому',
      brown: 'Коричневый по бежевому',
      green: 'Зелёный по коричневому',
    },
  },
  letters: { title: 'Между буквами', words: { normal: 'Обычно', wide: 'Шире', widest: 'Ещё шире' } },
  lines: { title: 'Между строками', words: { normal: 'Обычно', wide: 'Шире', widest: 'Ещё шире' } },
  font: { title: 'Шрифт', words: { sans: 'Без засечек', serif: 'С засечками' } },
  images: { title: 'Изображения', words: { color: 'Цветные', grey: 'Чёрно-белые', none: 'Нет' } },
};

/**
 * The panel of «версия для слабовидящих». Colours and spacing unfold, and on a narrow screen all of it does, so that the
 * page itself is not pushed away.
 */
export function ViPanel(): ReactNode {
  const settings = useVi();
  const [isOpen, setOpen] = useState(false);
  if (!settings) return null;
  return (
    <section className="vi-panel" aria-label="Настройки версии для слабовидящих">
      <div className="vi-panel__groups">
        <div className="vi-panel__fold">
          <Unfold isOpen={isOpen} onPress={() => setOpen(!isOpen)}>
            Настройки вида
          </Unfold>
        </div>
        <div className={isOpen ? 'vi-panel__settings is-open' : 'vi-panel__settings'}>
          <Settings settings={settings} />
        </div>
        <button type="button" onClick={toggleVi}>
          Обычная версия
        </button>
      </div>
    </section>
  );
}

function Settings({ settings }: { settings: ViSettings }): ReactNode {
  const isSpeaking = useSpeaking();
  // What the device can do is known one render after the server's.
  const hasVoice = useHydrated() && canSpeak();
  const [opened, setOpened] = useState<'scheme' | 'spacing' | null>(null);
  const toggle = (part: 'scheme' | 'spacing') => setOpened(opened === part ? null : part);
  return (
    <>
      <ViGroup name="size" current={settings.size} />
      <div className="vi-panel__group">
        <span>Цвет: {groups.scheme.words[settings.scheme].toLocaleLowerCase('ru')}</span>
        <Unfold isOpen={opened === 'scheme'} onPress={() => toggle('scheme')}>
          Изменить цвет
        </Unfold>
      </div>
      <ViGroup name="images" current={settings.images} />
      <Unfold isOpen={opened === 'spacing'} onPress={() => toggle('spacing')}>
        Интервал и шрифт
      </Unfold>
      {hasVoice && (
        <button type="button" aria-pressed={isSpeaking} onClick={toggleSpeech}>
          {isSpeaking ? 'Остановить чтение' : 'Озвучить страницу'}
        </button>
      )}
      {opened === 'scheme' && <ViGroup name="scheme" current={settings.scheme} />}
      {opened === 'spacing' && <Spacing settings={settings} />}
    </>
  );
}

function Spacing(props: { settings: ViSettings }): ReactNode {
  return (['letters', 'lines', 'font'] as const).map((key) => (
    <ViGroup key={key} name={key} current={props.settings[key]} />
  ));
}

function Unfold(props: { isOpen: boolean; onPress: () => void; children: ReactNode }): ReactNode {
  return (
    <button type="button" aria-expanded={props.isOpen} onClick={props.onPress}>
      {props.children}
    </button>
  );
}

function ViGroup<K extends ViKey>(props: { name: K; current: ViSettings[K] }): ReactNode {
  const { title, words } = groups[props.name];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out its legend in a row of groups
    <div className="vi-panel__group" role="group" aria-label={title}>
      <span aria-hidden="true">{title}</span>
      <div>
        {(Object.entries(words) as [ViSettings[K], string][]).map(([value, text]) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === props.current}
            onClick={() => changeVi(props.name, value)}
          >
            {text}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Turns the version on and off; the first tab stop of every page, and again in the footer. */
export function ViSwitch(props: { className?: string; hasIcon?: boolean }): ReactNode {
  const isOn = useVi() !== null;
  return (
    <button type="button" className={props.className} onClick={toggleVi} title={isOn ? undefined : viTitle}>
      {props.hasIcon && <Icon name="glasses" />}
      {isOn ? 'Обычная версия' : 'Версия для слабовидящих'}
    </button>
  );
}

const viTitle = `Крупный шрифт ${viDefaults.size} %, контрастные цвета, интервалы`;
