import type { Bar } from './api/bar.ts';
import { BarRefused } from './api/faults.ts';

/** Robots who work at the bar are known by their names. */
const NAMES = ['Robot Ada', 'Robot Bo', 'Robot Cy', 'Robot Dee', 'Robot Eli', 'Robot Fay', 'Robot Gil', 'Robot Hal'];
export const BARISTAS_MAX = NAMES.length;
const TRIES_MAX = 3;

export interface Barista {
  readonly name: string;
  readonly token: string;
}

/**
 * Lets robots into the staff of a shop, each by an invitation of its own, like anybody. Those of an earlier run, whose
 * sessions nobody holds any more, are signed out first.
 */
export const hire = async (
  bar: Bar,
  ownerToken: string,
  shopId: string,
  count: number,
): Promise<readonly Barista[]> => {
  await dismissEarlier(bar, ownerToken, shopId);
  const hired: Barista[] = [];
  for (const name of NAMES.slice(0, count)) hired.push(await letIn(bar, ownerToken, shopId, name));
  return hired;
};

const letIn = async (bar: Bar, ownerToken: string, shopId: string, name: string): Promise<Barista> => {
  for (let tries = 1; ; tries++) {
    const invitation = await bar.invite(ownerToken, shopId);
    const joined = await bar.join(invitation.token, name);
    if (joined.ok) return { name, token: joined.body.token };
    // The reply to an earlier try was lost with the connection, and the invitation is used up: another one.
    if (joined.code !== 'invitation-invalid' || tries === TRIES_MAX)
      throw new BarRefused('POST /api/invitations/accept', joined);
  }
};

const dismissEarlier = async (bar: Bar, ownerToken: string, shopId: string): Promise<void> => {
  const robots = new Set(NAMES);
  let after: string | undefined;
  do {
    const page = await bar.staff(ownerToken, after);
    for (const { staffId, name, shopId: at, revokedAt } of page.staff)
      if (robots.has(name) && at === shopId && revokedAt === undefined) await bar.revoke(ownerToken, staffId);
    after = page.after;
  } while (after !== undefined);
};
