/** The memories that are made while something is done. */
export function memoriesMade(act: () => void): number {
  const Own = WebAssembly.Memory;
  let made = 0;
  WebAssembly.Memory = class extends Own {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      made++;
    }
  };
  try {
    act();
  } finally {
    WebAssembly.Memory = Own;
  }
  return made;
}
