/** How long a screen has to give the focus to what it thinks fit, ms: a heading of a new page takes it itself. */
const GRACE = 60;

/** The element that had the focus last, with everything around it, innermost first. */
let trail: readonly HTMLElement[] = [];

const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

function pathOf(element: Element): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement)
    if (at instanceof HTMLElement) path.push(at);
  return path;
}

/** What stands now where the lost element was: the next control of what is left around it, else that itself. */
function findHeir(): HTMLElement | null {
  const around = trail.find((element) => element.isConnected);
  if (!around) return null;
  const control = around.querySelector<HTMLElement>(focusable);
  if (control && around.tagName !== 'MAIN') return control;
  if (!around.hasAttribute('tabindex')) around.tabIndex = -1;
  return around;
}

/**
 * A control that goes away with the focus on it leaves the focus on the page as a whole: whoever works by keys or by ear
 * would begin anew at the top. The focus goes to what has taken its place. Once for the life of a page.
 */
export function keepFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) trail = pathOf(target);
  });
  let timer = 0;
  const look = () => {
    const [lost] = trail;
    if (!lost || lost.isConnected || document.activeElement !== document.body) return;
    findHeir()?.focus({ preventScroll: true });
  };
  new MutationObserver(() => {
    if (trail[0]?.isConnected !== false || document.activeElement !== document.body) return;
    clearTimeout(timer);
    timer = window.setTimeout(look, GRACE);
  }).observe(document.body, { childList: true, subtree: true });
}
