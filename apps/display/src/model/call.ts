/** Numbers that were not ready a moment ago. Before the first look nothing is called: a screen that starts shouts no list. */
export const toCall = (before: readonly number[] | undefined, ready: readonly number[]): readonly number[] =>
  before === undefined ? [] : ready.filter((number) => !before.includes(number));

/** Hours in which nothing sounds: from one full hour to another, over midnight if need be. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

const WRITTEN = /^(\d{1,2})-(\d{1,2})$/;

/** Quiet hours as an address says them: `22-7`. Undefined where it says none, or nonsense. */
export const quietHoursIn = (text: string | null): QuietHours | undefined => {
  const [, from, to] = WRITTEN.exec(text ?? '') ?? [];
  if (from === undefined || to === undefined) return undefined;
  const hours = { from: Number(from), to: Number(to) };
  return hours.from < 24 && hours.to < 24 && hours.from !== hours.to ? hours : undefined;
};

export const isQuiet = (hours: QuietHours | undefined, hour: number): boolean => {
  if (hours === undefined) return false;
  return hours.from < hours.to ? hour >= hours.from && hour < hours.to : hour >= hours.from || hour < hours.to;
};
