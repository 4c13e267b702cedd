/**
 * The script a site has one tag of. It puts a button (or our page itself) where the tag stands, in a shadow root, open so that tools
 * of accessibility see into it, and opens our document in a sandboxed frame. It runs beside scripts of others: it leaves no name behind, asks for nothing but that frame,
 * writes no HTML as text and no style attribute, and leans on no method of lists and texts that a site may have changed.
 */

interface Settings {
  id: string;
  title: string;
  hosts: string[];
  offers: string[];
  look: 'corner' | 'place' | 'block';
  colour: string;
  label: string;
  heading: string;
  posNumber: string;
  base: string;
}
/** The server puts the settings of a widget here. */
declare const __OTKLIK_WIDGET__: Settings;

const SANDBOX = 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox';
const POS = 'https://pos.gosuslugi.ru/form/?fs=false&op=';
/** A frame that has not said it is there by now was not let in, ms. */
const PATIENCE = 15_000;

const sheetOf = (colour: string): string => `
:host{all:initial!important;display:block!important}
*{box-sizing:border-box}
button,a,p,h2{font:400 16px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;letter-spacing:normal}
button{cursor:pointer;border:0;border-radius:4px;padding:12px 18px;min-height:48px}
.open{background:${colour};color:#fff;font-weight:600;box-shadow:0 2px 10px rgba(0,0,0,.3);text-align:start}
.pos{background:#fff;color:#1e4e79;border:2px solid #1e4e79;margin-block-start:8px;text-align:start}
:focus-visible{outline:3px solid #fff;outline-offset:-4px;box-shadow:0 0 0 4px #1c2420}
.corner{position:fixed;inset:auto 16px 16px auto;z-index:2147483647;display:flex;flex-direction:column;align-items:flex-end;max-width:calc(100vw - 32px)}
.place{display:inline-flex;flex-direction:column;align-items:flex-start;max-width:100%}
.note{margin:0;padding:12px 16px;border:2px solid #a3261b;border-radius:4px;background:#fff;color:#1c2420;max-width:40rem;overflow-wrap:anywhere}
dialog{border:0;padding:0;margin:auto;width:min(34rem,100vw);height:min(46rem,100dvh);max-width:100vw;max-height:100dvh;background:#fffdf8;color:#1c2420;border-radius:8px;overflow:hidden;flex-direction:column}
dialog[open]{display:flex}
dialog::backdrop{background:rgba(16,21,19,.6)}
.head{display:flex;align-items:center;gap:8px;background:${colour};color:#fff;padding:4px 4px 4px 16px}
h2{margin:0;flex:1;font-weight:600;font-size:18px}
.close{background:transparent;color:#fff;min-width:48px;padding:8px 14px;text-decoration:underline}
.body{position:relative;flex:1;min-height:0}
iframe{border:0;width:100%;height:100%;display:block;background:#fffdf8}
.block iframe{height:36rem;border:1px solid #d9d3c4;border-radius:8px}
.wait{margin:0;padding:16px}
.foot{margin:0;padding:12px 16px;border-top:1px solid #d9d3c4}
a{color:#0b5a4a}
[hidden]{display:none!important}
@media (max-width:599px){dialog{width:100vw;height:100dvh;border-radius:0}}
@media (forced-colors:active){button{border:2px solid ButtonText}}
`;

type Props = Readonly<Record<string, string>>;

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Props,
  text = '',
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  for (const key in attributes)
    if (Object.hasOwn(attributes, key)) node.setAttribute(key, attributes[key] ?? '');
  if (text) node.textContent = text;
  return node;
}

function link(href: string, text: string): HTMLAnchorElement {
  return make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text);
}

/** A frame of ours, and what is said while it is not there. */
function makeFrame(settings: Settings, onMessage: (text: string) => void): HTMLElement {
  const body = make('div', { class: 'body' });
  const wait = make('p', { class: 'wait', role: 'status' }, 'Загружается…');
  const frame = make('iframe', {
    title: settings.heading,
    sandbox: SANDBOX,
    // The site alone, whatever its own policy is: by that, and by nothing else, openings are counted.
    referrerpolicy: 'origin',
    ...(settings.look === 'block' && { loading: 'lazy' }),
  });
  let isThere = false;
  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || typeof event.data !== 'string') return;
    if (event.data === 'otklik:ready') {
      isThere = true;
      wait.hidden = true;
    }
    onMessage(event.data);
  });
  const complain = () => {
    if (isThere) return;
    wait.textContent = 'Не открылось: проверьте связь. Написать городу можно и на сайте: ';
    wait.appendChild(link(settings.base, 'открыть'));
  };
  frame.addEventListener('load', () => setTimeout(complain, 1500));
  if (settings.look !== 'block') setTimeout(complain, PATIENCE);
  frame.src = settings.base;
  body.appendChild(wait);
  body.appendChild(frame);
  return body;
}

/** What the form of ПОС needs to work: it is another site's, and lies in no frame of ours. */
function makePosFrame(address: string): HTMLElement {
  const body = make('div', { class: 'body' });
  body.appendChild(
    make('iframe', { title: 'Форма «Госуслуги. Решаем вместе»', referrerpolicy: 'origin', src: address }),
  );
  return body;
}

/** The dialog of a button: the browser's own, so that the page behind is out of reach and the focus comes back. */
function openDialog(root: ShadowRoot, title: string, fill: (close: () => void) => Node[]): void {
  const dialog = make('dialog', { 'aria-labelledby': 'title' });
  const head = make('div', { class: 'head' });
  const closer = make('button', { type: 'button', class: 'close' }, 'Закрыть');
  const opener = root.activeElement;
  const close = () => dialog.close();
  closer.addEventListener('click', close);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (opener instanceof HTMLElement) opener.focus();
  });
  // Keys are the dialog's alone: the site's own shortcuts stay asleep.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  head.appendChild(make('h2', { id: 'title' }, title));
  head.appendChild(closer);
  dialog.appendChild(head);
  const parts = fill(close);
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (part) dialog.appendChild(part);
  }
  root.appendChild(dialog);
  dialog.showModal();
}

function makeButton(root: ShadowRoot, settings: Settings): HTMLElement {
  const button = make('button', { type: 'button', class: 'open', 'aria-haspopup': 'dialog' }, settings.label);
  button.addEventListener('click', () =>
    openDialog(root, settings.heading, (close) => [
      makeFrame(settings, (text) => {
        if (text === 'otklik:close') close();
      }),
    ]),
  );
  return button;
}

/** ПОС beside ours: before it is pressed nothing of it is asked for. */
function makePosButton(root: ShadowRoot, number: string): HTMLElement {
  const words = 'Написать через Госуслуги';
  const button = make('button', { type: 'button', class: 'pos', 'aria-haspopup': 'dialog' }, words);
  button.addEventListener('click', () =>
    openDialog(root, 'Госуслуги. Решаем вместе', () => {
      const foot = make('p', { class: 'foot' }, 'Не открылось? ');
      foot.appendChild(link(POS + number, 'Открыть в новом окне'));
      return [makePosFrame(POS + number), foot];
    }),
  );
  return button;
}

function fillRoot(root: ShadowRoot, settings: Settings): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetOf(settings.colour));
  // By its place: a list that is assigned whole is read by the iterator of lists, and added to by their `push`.
  root.adoptedStyleSheets[0] = sheet;
  let isListed = false;
  for (let at = 0; at < settings.hosts.length; at += 1)
    if (settings.hosts[at] === location.origin) isListed = true;
  if (!isListed) {
    const words = `Виджет «${settings.title}» здесь не работает: сайта ${location.origin} нет в его списке. Добавьте сайт в «Отклике», раздел «Виджеты».`;
    root.appendChild(make('p', { class: 'note', role: 'note' }, words));
    return;
  }
  const box = make('div', { class: settings.look });
  if (settings.look === 'block')
    box.appendChild(
      makeFrame(settings, (text) => {
        const height = /^otklik:height:(\d{1,5})$/u.exec(text);
        const frame = box.querySelector('iframe');
        // By the object of the style, which no policy of the site forbids as it does an attribute.
        if (height && frame) frame.style.height = `${Math.min(Number(height[1]) + 2, 4000)}px`;
      }),
    );
  else box.appendChild(makeButton(root, settings));
  if (settings.posNumber !== '') box.appendChild(makePosButton(root, settings.posNumber));
  root.appendChild(box);
}

function start(settings: Settings, tag: Node | null): void {
  const host = document.createElement('otklik-widget');
  fillRoot(host.attachShadow({ mode: 'open' }), settings);
  const isInPage = tag?.parentNode && document.body.contains(tag);
  if (settings.look !== 'corner' && isInPage) tag.parentNode?.insertBefore(host, tag.nextSibling);
  else document.body.appendChild(host);
}

const tag = document.currentScript;
const begin = () => start(__OTKLIK_WIDGET__, tag);
if (document.body) begin();
else addEventListener('DOMContentLoaded', begin);
