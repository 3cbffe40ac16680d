/** Code that is loaded when something first needs it. Once it has come, all who need it have it at once. */
export interface LateCode<Code> {
  /** Null before it has come. */
  readonly now: Code | null;
  /** Settles when it has come; rejects when it cannot be had. Called after that, it asks for it anew. */
  load(): Promise<Code>;
}

export function lateCode<Code>(fetch: () => Promise<Code>): LateCode<Code> {
  let now: Code | null = null;
  let loading: Promise<Code> | null = null;
  const begin = async () => {
    now = await fetch();
    return now;
  };
  return {
    get now() {
      return now;
    },
    load() {
      if (loading) return loading;
      loading = begin();
      loading.catch(() => {
        loading = null;
      });
      return loading;
    },
  };
}
