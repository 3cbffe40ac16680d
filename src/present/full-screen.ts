/** Goes to the whole screen, or back. Where the browser does not allow it, the page stays as it is. */
export async function setFullScreen(on: boolean): Promise<void> {
  if (on === (document.fullscreenElement !== null)) return;
  // Without a hand of the user it would be refused, and the browser would write so to the console.
  if (on && !navigator.userActivation.isActive) return;
  try {
    if (on) await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
    else await document.exitFullscreen();
  } catch {
    // In a frame or on a phone it is refused: presenting works in a window, too.
  }
}
