import { BarRefused } from './api/faults.ts';

/** An owner's session, or how to come by one: a bar that was started anew may have ended the one before. */
export type OwnerToken = string | (() => string | Promise<string>);

/** Runs with an owner's session, and once more with a new one where the bar does not know the first any more. */
export const asOwner = async <Result>(
  ownerToken: OwnerToken,
  run: (token: string) => Promise<Result>,
): Promise<Result> => {
  const token = async () => (typeof ownerToken === 'string' ? ownerToken : ownerToken());
  try {
    return await run(await token());
  } catch (error) {
    if (typeof ownerToken === 'string' || !(error instanceof BarRefused) || error.status !== 401) throw error;
    return run(await token());
  }
};
