/** How many of the pictures that were marked the graphics processor is not done with. */
export function createFences(context: WebGL2RenderingContext) {
  /** Each is passed when a picture that was marked is drawn, the first of them first. */
  const fences: (WebGLSync | null)[] = [];

  return {
    mark(): void {
      fences.push(context.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0));
      context.flush();
    },
    underWay(): number {
      for (; fences.length > 0; fences.shift()) {
        const [fence = null] = fences;
        // A lost context answers nothing.
        if (fence && context.getSyncParameter(fence, context.SYNC_STATUS) === context.UNSIGNALED) break;
        context.deleteSync(fence);
      }
      return fences.length;
    },
    dispose(): void {
      for (const fence of fences) context.deleteSync(fence);
    },
  };
}
