import { embed as text } from '../text/en/embed.ts';

/** For how long it stands, in milliseconds. */
const LASTS = 2200;

/** Says in a corner of the stage what would have zoomed or turned it, for a moment. */
export function createWheelHint(element: HTMLElement): (of: 'wheel' | 'touch') => void {
  let hiding: ReturnType<typeof setTimeout> | undefined;
  return (of) => {
    const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
    element.textContent =
      of === 'wheel' ? text.hintWheel(mac ? text.commandKey : text.controlKey) : text.hintTouch;
    element.classList.add('is-shown');
    clearTimeout(hiding);
    hiding = setTimeout(() => element.classList.remove('is-shown'), LASTS);
  };
}
