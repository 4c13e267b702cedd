/** Leaving by Escape, the height of a block, and the focus where something is wrong: all the rest of a widget is HTML. */

// The window around is another site's: it is told these words, and nothing of what is written here.
const say = (words: string): void => parent.postMessage(`otklik:${words}`, '*');

addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented) say('close');
});

const frame = document.getElementById('frame');
if (frame)
  new ResizeObserver(() => say(`height:${Math.ceil(frame.getBoundingClientRect().height)}`)).observe(frame);

document.querySelector<HTMLElement>('[data-focus]')?.focus();
say('ready');
