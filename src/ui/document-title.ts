/** The window's title: of the talk that is given, else of the scene that is shown. */

let scene: string | null = null;
let talk: string | null = null;

export function nameScene(title: string): void {
  scene = title;
  write();
}

/** Null when it is left. */
export function nameTalk(title: string | null): void {
  // The page's own title comes back where no scene was named.
  scene ??= document.title;
  talk = title;
  write();
}

function write(): void {
  const title = talk ?? scene;
  if (title !== null && title !== document.title) document.title = title;
}
