import type { Api } from '@espresso/ui/api';
import { pathIn } from '../model/path-in.ts';

/** The same client, asking a sandbox instead of the real bar. */
export const apiIn = (api: Api, sandbox: string): Api => ({
  get: (path, ...more) => api.get(pathIn(sandbox, path), ...more),
  command: (path, ...more) => api.command(pathIn(sandbox, path), ...more),
});
