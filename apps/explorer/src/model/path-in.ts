/** The path of a route in a sandbox; of the real bar where there is none. */
export const pathIn = (sandbox: string, path: string): string =>
  sandbox === '' ? path : path.replace(/^\/api(?=\/)/, `/api/sandboxes/${encodeURIComponent(sandbox)}`);
