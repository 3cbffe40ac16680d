/** The whole screen, while a talk is given on it. Where the browser does not allow it, the page stays as it is. */
export interface FullScreen {
  /** Goes to the whole screen. */
  enter(): void;
  /** Goes to the whole screen, or back. */
  toggle(): void;
  /** The whole screen may be lost without a press of Escape, to another window, say. */
  expectLoss(): void;
  /** Gives the screen back. */
  dispose(): void;
}

/** What Chromium has and the standard library's types don't: a page on the whole screen is given Escape itself. */
interface KeyboardLock {
  lock(codes: readonly string[]): Promise<void>;
  unlock(): void;
}

/**
 * On the whole screen a browser takes Escape for itself. Where it can be asked for, it reaches the page as any other
 * key does and the screen stays; elsewhere the press is seen by its effect alone.
 *
 * @param eaten called when the browser has left the whole screen for Escape, and the page has not heard the press
 */
export function createFullScreen(eaten: () => void): FullScreen {
  const { keyboard } = navigator as Navigator & { readonly keyboard?: KeyboardLock };
  /** What was asked for last; the browser takes its time. */
  let wanted = false;
  let locked = false;
  let lossExpected = false;

  const enter = async () => {
    // Without a hand of the user it would be refused, and the browser would write so to the console.
    if (wanted || !navigator.userActivation.isActive) return;
    wanted = true;
    lossExpected = false;
    // Until the browser has answered it is taken to agree.
    locked = keyboard !== undefined;
    void keyboard?.lock(['Escape']).catch(() => {
      locked = false;
    });
    try {
      await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
      // Given back before it was there.
      if (!wanted) await exit();
    } catch {
      // In a frame or on a phone it is refused: presenting works in a window, too.
      wanted = false;
    }
  };
  const exit = async () => {
    wanted = false;
    keyboard?.unlock();
    // The browser may have been quicker.
    if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
  };
  const changed = () => {
    if (document.fullscreenElement || !wanted) return;
    wanted = false;
    keyboard?.unlock();
    if (!locked && !lossExpected) eaten();
  };
  document.addEventListener('fullscreenchange', changed);

  return {
    enter: () => void enter(),
    toggle: () => void (wanted ? exit() : enter()),
    expectLoss() {
      lossExpected = true;
    },
    dispose() {
      document.removeEventListener('fullscreenchange', changed);
      void exit();
    },
  };
}
