/** Reads some particles of a buffer back, when the processor has come to it. */
export function createParticleReader(gl: WebGL2RenderingContext, size: number) {
  let asked: { readonly key: string; readonly sync: WebGLSync; readonly buffer: WebGLBuffer } | null = null;
  let answer: { readonly key: string; readonly numbers: Float32Array } | null = null;
  const drop = () => {
    if (!asked) return;
    gl.deleteSync(asked.sync);
    gl.deleteBuffer(asked.buffer);
    asked = null;
  };
  return {
    drop,
    sample(particles: readonly number[], step: number, from: WebGLBuffer): Float32Array | null {
      const key = `${step} ${particles.length}`;
      if (answer?.key === key) return answer.numbers;
      if (asked && asked.key !== key) drop();
      if (asked) {
        if (gl.getSyncParameter(asked.sync, gl.SYNC_STATUS) === gl.UNSIGNALED) return null;
        const numbers = new Float32Array(size * particles.length);
        gl.bindBuffer(gl.COPY_READ_BUFFER, asked.buffer);
        gl.getBufferSubData(gl.COPY_READ_BUFFER, 0, numbers);
        gl.bindBuffer(gl.COPY_READ_BUFFER, null);
        drop();
        answer = { key, numbers };
        return numbers;
      }
      const buffer = gl.createBuffer();
      gl.bindBuffer(gl.COPY_WRITE_BUFFER, buffer);
      gl.bufferData(gl.COPY_WRITE_BUFFER, 4 * size * particles.length, gl.STREAM_READ);
      gl.bindBuffer(gl.COPY_READ_BUFFER, from);
      for (const [k, particle] of particles.entries()) {
        gl.copyBufferSubData(
          gl.COPY_READ_BUFFER,
          gl.COPY_WRITE_BUFFER,
          4 * size * particle,
          4 * size * k,
          4 * size,
        );
      }
      gl.bindBuffer(gl.COPY_READ_BUFFER, null);
      gl.bindBuffer(gl.COPY_WRITE_BUFFER, null);
      const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
      if (sync) asked = { key, sync, buffer };
      else gl.deleteBuffer(buffer);
      return null;
    },
  };
}
