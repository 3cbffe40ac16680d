/** Writes down in every frame when a WebGL context was made and when it was given back. */
export function recordContexts(): void {
  const spans: { from: number; to: number }[] = [];
  Object.assign(globalThis, { spans });
  const now = () => performance.timeOrigin + performance.now();
  const getContext = HTMLCanvasElement.prototype.getContext as (...given: unknown[]) => unknown;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
    const context = getContext.apply(this, given);
    if (!(context instanceof WebGL2RenderingContext)) return context;
    const span = { from: now(), to: Infinity };
    spans.push(span);
    const extension = context.getExtension('WEBGL_lose_context');
    const lose = extension?.loseContext.bind(extension);
    Object.assign(extension ?? {}, {
      loseContext() {
        span.to = now();
        lose?.();
      },
    });
    return context;
  } as typeof HTMLCanvasElement.prototype.getContext;
}

/** The most contexts that there were at any moment. */
export function mostAtOnce(spans: readonly (readonly [from: number, to: number])[]): number {
  return Math.max(...spans.map(([at]) => spans.filter(([from, to]) => from <= at && at < to).length));
}
