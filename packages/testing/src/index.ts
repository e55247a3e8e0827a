export { fakeClock, MONDAY_MORNING_MS, type FakeClock } from './fake-clock.ts';
export { seededIds } from './seeded-ids.ts';
export { openTestHost, type TestHost, type TestHostOptions, type TestRequest } from './test-host.ts';
