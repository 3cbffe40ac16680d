/**
 * Memories for updates, handed out one at a time and given back: browsers reserve gigabytes of addresses for each, so
 * there are only as many as were ever in use at once.
 */
const free: WebAssembly.Memory[] = [];

const PAGE = 65_536;

/** A memory of so many doubles or more. Only its holder makes it larger. */
export function takeMemory(doubles: number): WebAssembly.Memory {
  const pages = Math.ceil((8 * doubles) / PAGE);
  const memory = free.pop() ?? new WebAssembly.Memory({ initial: pages });
  const missing = pages - memory.buffer.byteLength / PAGE;
  if (missing > 0) memory.grow(missing);
  return memory;
}

export function giveBack(memory: WebAssembly.Memory): void {
  free.push(memory);
}
