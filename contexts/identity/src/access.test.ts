import { staffRoles, type Access, type Caller, type StaffRole } from '@espresso/contract';
import { describe, expect, test } from 'vitest';
import { admits, isOwner, manages, type Owner } from './access.ts';

const aMember = (role: StaffRole, shopId?: string): Owner => ({
  kind: 'staff',
  staffId: 'staff-1',
  name: 'Cy',
  role,
  sessionId: 'session-1',
  ...(shopId !== undefined && { shopId }),
});
const aCustomer: Caller = {
  kind: 'customer',
  customerId: 'customer-1',
  shopId: 'main',
  sessionId: 'session-2',
  proved: false,
};
const nobody: Caller = { kind: 'anonymous' };

/** Who may do what: a line for the caller, a column for what a route asks. */
const matrix: Readonly<Record<StaffRole | 'customer' | 'anonymous', readonly Access[number][]>> = {
  anonymous: ['anyone'],
  customer: ['anyone', 'customer'],
  viewer: ['anyone', 'viewer'],
  barista: ['anyone', 'viewer', 'barista'],
  owner: ['anyone', 'viewer', 'barista', 'owner'],
  display: ['anyone', 'display'],
};
const callers: Readonly<Record<keyof typeof matrix, Caller>> = {
  anonymous: nobody,
  customer: aCustomer,
  owner: aMember('owner'),
  barista: aMember('barista'),
  viewer: aMember('viewer'),
  display: aMember('display'),
};
const asked: readonly Access[number][] = ['anyone', 'customer', ...staffRoles];

describe.each(Object.entries(callers))('as %s', (name, caller) => {
  test.each(asked)('a route for %s', (access) => {
    const allowed = Object.entries(matrix).find(([who]) => who === name)?.[1] ?? [];
    expect(admits([access], caller)).toBe(allowed.includes(access));
  });
});

test('a route for several lets in each of them', () => {
  expect(admits(['customer', 'barista'], aCustomer)).toBe(true);
  expect(admits(['customer', 'barista'], aMember('owner'))).toBe(true);
  expect(admits(['customer', 'barista'], aMember('display'))).toBe(false);
  expect(admits([], aMember('owner'))).toBe(false);
});

test('nobody acts at a shop their session is not for', () => {
  expect(admits(['barista'], aMember('barista', 'main'), 'main')).toBe(true);
  expect(admits(['barista'], aMember('barista', 'main'), 'annex')).toBe(false);
  expect(admits(['owner'], aMember('owner', 'main'), 'annex')).toBe(false);
  expect(admits(['owner'], aMember('owner'), 'annex')).toBe(true);
  expect(admits(['customer'], aCustomer, 'main')).toBe(true);
  expect(admits(['customer'], aCustomer, 'annex')).toBe(false);
});

test("an owner of one shop manages that shop's people, and nobody with a wider reach", () => {
  const ofMain = aMember('owner', 'main');
  expect(manages(ofMain, 'main')).toBe(true);
  expect(manages(ofMain, 'annex')).toBe(false);
  expect(manages(ofMain, undefined)).toBe(false);
  expect(manages(aMember('owner'), undefined)).toBe(true);
  expect(manages(aMember('owner'), 'annex')).toBe(true);
});

test('only an owner is an owner', () => {
  expect(
    Object.entries(callers)
      .filter(([, caller]) => isOwner(caller))
      .map(([who]) => who),
  ).toEqual(['owner']);
});
