/** A schedule of a rule: when it is due next, after an instant. Everything in UTC and milliseconds since 1970. */
export interface Schedule {
  /** Undefined where there is no next time. */
  next(afterMs: number): number | undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');
const YEAR_MAX = 2199;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A ScheduleExpression: `rate(5 minutes)` or `cron(0 10 * * ? *)`. Undefined where it is neither. */
export const parseSchedule = (expression: string): Schedule | undefined => {
  const rate = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate !== null) {
    const [, count = '', unit = '', plural = ''] = rate;
    const everyMs = Number(count) * (UNIT_MS[unit] ?? 0);
    return (count === '1') === (plural === '') ? { next: (afterMs) => afterMs + everyMs } : undefined;
  }
  const cron = /^cron\(([^()]*)\)$/.exec(expression)?.[1];
  return cron === undefined ? undefined : parseCron(cron.trim().split(/ +/));
};

type Days = (year: number, month: number, day: number) => boolean;

const parseCron = (fields: readonly string[]): Schedule | undefined => {
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  // One of the two kinds of days is left open, and only one.
  if (fields.length !== 6 || (dayOfMonth === '?') === (dayOfWeek === '?')) return undefined;
  const minutes = parseField(minute, 0, 59);
  const hours = parseField(hour, 0, 23);
  const months = parseField(month, 1, 12, MONTHS, 1);
  const years = parseField(year, 1970, YEAR_MAX);
  const days = dayOfMonth === '?' ? daysOfWeek(dayOfWeek) : daysOfMonth(dayOfMonth);
  if (!minutes || !hours || !months || !years || !days) return undefined;
  const isDay: Days = (y, m, d) => years.has(y) && months.has(m) && days(y, m, d);
  return { next: (afterMs) => nextCron(afterMs, minutes, hours, isDay) };
};

const nextCron = (
  afterMs: number,
  minutes: ReadonlySet<number>,
  hours: ReadonlySet<number>,
  isDay: Days,
): number | undefined => {
  const fromMs = (Math.floor(afterMs / MINUTE_MS) + 1) * MINUTE_MS;
  const lastMs = fromMs + 30 * 366 * DAY_MS;
  for (let dayMs = fromMs - (fromMs % DAY_MS); dayMs < lastMs; dayMs += DAY_MS) {
    const date = new Date(dayMs);
    if (!isDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())) continue;
    for (const hour of [...hours].sort((a, b) => a - b))
      for (const minute of [...minutes].sort((a, b) => a - b)) {
        const atMs = dayMs + (hour * 60 + minute) * MINUTE_MS;
        if (atMs >= fromMs) return atMs;
      }
  }
  return undefined;
};

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const weekdayOf = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

const daysOfMonth = (field: string): Days | undefined => {
  if (field === 'L') return (year, month, day) => day === daysIn(year, month);
  const nearest = /^(\d{1,2})W$/.exec(field)?.[1];
  if (nearest !== undefined) return (year, month, day) => day === nearestWeekday(year, month, Number(nearest));
  const days = parseField(field, 1, 31);
  return days && ((_year, _month, day) => days.has(day));
};

const nearestWeekday = (year: number, month: number, day: number): number => {
  const last = daysIn(year, month);
  const wanted = Math.min(day, last);
  const weekday = weekdayOf(year, month, wanted);
  if (weekday === 6) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 0) return wanted === last ? wanted - 2 : wanted + 1;
  return wanted;
};

const daysOfWeek = (field: string): Days | undefined => {
  const special = /^([A-Z]{3}|[1-7])(?:(L)|#([1-5]))$/.exec(field);
  if (special === null) {
    if (field === 'L') return (year, month, day) => weekdayOf(year, month, day) === 6;
    const days = parseField(field, 1, 7, DAYS, 1);
    return days && ((year, month, day) => days.has(weekdayOf(year, month, day) + 1));
  }
  const [, name = '', isLast, nth] = special;
  const weekday = valueOf(name, DAYS, 1);
  if (weekday === undefined) return undefined;
  return (year, month, day) =>
    weekdayOf(year, month, day) + 1 === weekday &&
    (isLast === undefined ? Math.ceil(day / 7) === Number(nth) : day + 7 > daysIn(year, month));
};

const valueOf = (text: string, names: readonly string[], first: number): number | undefined => {
  if (/^\d+$/.test(text)) return Number(text);
  const at = names.indexOf(text.toUpperCase());
  return at === -1 ? undefined : at + first;
};

/** The values of a field: lists of values, ranges and steps. */
const parseField = (
  field: string,
  least: number,
  most: number,
  names: readonly string[] = [],
  first = 0,
): ReadonlySet<number> | undefined => {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step, ...more] = part.split('/');
    const [from = '', to, ...rest] = range.split('-');
    const low = range === '*' ? least : valueOf(from, names, first);
    const high = range === '*' || (to === undefined && step !== undefined) ? most : valueOf(to ?? from, names, first);
    const by = step === undefined ? 1 : /^[1-9]\d*$/.test(step) ? Number(step) : undefined;
    if (low === undefined || high === undefined || by === undefined || more.length > 0 || rest.length > 0)
      return undefined;
    if (low < least || high > most || low > high) return undefined;
    for (let value = low; value <= high; value += by) values.add(value);
  }
  return values;
};
