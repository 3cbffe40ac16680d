/** Goes to the whole screen, or back. Where the browser does not allow it, the page stays as it is. */
export async function setFullScreen(on: boolean): Promise<void> {
  if (on === (document.fullscreenElement !== null)) return;
  try {
    if (on) await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
    else await document.exitFullscreen();
  } catch {
    // Without a hand of the user, in a frame, or on a phone it is refused: presenting works in a window, too.
  }
}
