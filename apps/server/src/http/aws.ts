import type { Credentials } from '@espresso/aws-api';
import type { Hono } from 'hono';
import type { Bar } from '../bar.ts';
import type { Env } from './env.ts';
import { refused } from './problems.ts';

/** How AWS's own protocols are offered. */
export interface AwsAccess {
  readonly credentials: Credentials;
  /** Also to other machines than this one. */
  readonly anywhere: boolean;
}

/** EventBridge, Step Functions and DynamoDB at `/aws`, in their own JSON protocols; for this machine alone unless said otherwise. */
export const mountAws = (
  app: Hono<Env>,
  { host, clock, ids, log }: Bar,
  { credentials, anywhere }: AwsAccess,
): void => {
  let opening: Promise<(request: Request) => Promise<Response>> | undefined;
  // Not needed for coffee: read when somebody first asks.
  const open = async () => {
    const { createAwsApi } = await import('@espresso/aws-api');
    return createAwsApi({ host, clock, ids, credentials, log });
  };
  for (const path of ['/aws', '/aws/*']) {
    app.all(path, async (c) => {
      c.set('route', '/aws');
      if (!anywhere && !c.get('asker').isThisMachine) return refused('this-machine-only');
      const api = await (opening ??= open());
      return api(c.req.raw);
    });
  }
};
