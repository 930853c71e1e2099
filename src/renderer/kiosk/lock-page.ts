/** What leads away from a kiosk's screen, or marks something on it. Keys are held by main (kiosk-lock.ts). */
const REFUSED = [
  'contextmenu',
  'selectstart',
  'dragstart',
  'dragenter',
  'dragover',
  'drop',
  'auxclick',
  'copy',
  'cut',
  'paste',
] as const;
const MAIN_BUTTON = 0;

/**
 * Refuses long press and right click, marking, dragging in and out, middle click and every pinch, for as long as the
 * page lives.
 */
export function lockPage(): void {
  for (const name of REFUSED) window.addEventListener(name, refuse, { capture: true });
  window.addEventListener('mousedown', refuseOtherButtons, { capture: true });
  window.addEventListener('mouseup', refuseOtherButtons, { capture: true });
  // A pinch on a touchpad comes as a wheel with Ctrl; on a screen as a move of two fingers.
  window.addEventListener('wheel', refuse, { capture: true, passive: false });
  window.addEventListener('touchmove', refuse, { capture: true, passive: false });
}

function refuse(event: Event): void {
  event.preventDefault();
}

/** The middle button scrolls and pastes, the fourth and fifth go back and forward. */
function refuseOtherButtons(event: MouseEvent): void {
  if (event.button !== MAIN_BUTTON) event.preventDefault();
}
