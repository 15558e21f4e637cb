// With Trusted Types (the server's policy asks for them) no text becomes markup or code in this page. The
// one thing that is let through is the address of a worker: a built file of our own.

interface PolicyMaker {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown;
}

/** To be called once, before anything starts a worker. */
export function allowOwnWorkersOnly(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyMaker };
  trustedTypes?.createPolicy('default', {
    createScriptURL(text) {
      const url = new URL(text, import.meta.url);
      const isOwn = url.origin === new URL(import.meta.url).origin;
      return isOwn && url.pathname.startsWith('/assets/') ? text : null;
    },
  });
}
