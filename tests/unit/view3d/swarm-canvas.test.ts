import { expect, test } from 'vitest';
import { createCatcher } from '../../../src/view3d/swarm/engine-parts.ts';

/** A context that knows what is bound to be drawn on, and on what was drawn. */
function contextOf() {
  let frame: unknown = null;
  const drawn: unknown[] = [];
  const own: Record<string, unknown> = {
    createFramebuffer: () => ({ is: 'own' }),
    bindFramebuffer(_: unknown, next: unknown) {
      frame = next;
    },
    getParameter: (name: unknown) => (name === 'FRAMEBUFFER_BINDING' ? frame : null),
    drawArrays: () => drawn.push(frame),
  };
  const gl = new Proxy(own, {
    get: (_, name: string) => own[name] ?? (name === name.toUpperCase() ? name : () => ({})),
  });
  return { gl: gl as unknown as WebGL2RenderingContext, drawn, frame: () => frame };
}

test('particles are moved on no canvas: that would take away the picture on it, which no frame draws meanwhile', () => {
  const { gl, drawn, frame } = contextOf();
  const [canvas, sheet] = [null, { is: 'of the picture' }];
  for (const before of [canvas, sheet]) {
    gl.bindFramebuffer(gl.FRAMEBUFFER, before as WebGLFramebuffer | null);
    const catcher = createCatcher(gl, 10);
    expect(frame()).toBe(before);
    catcher.run({}, {}, {}, () => {});
    expect(drawn.pop()).toEqual({ is: 'own' });
    expect(frame()).toBe(before);
  }
});
