/** RFC 3339 as the specification narrows it: an upper-case T, and Z or an offset. Nanoseconds are read, and cut to milliseconds. */
const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;

const MS_PER_MINUTE = 60_000;
const DAYS_OF = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Milliseconds since 1970-01-01T00:00:00Z, or `undefined` when the text is no such timestamp. */
export const parseTimestamp = (text: string): number | undefined => {
  const found = TIMESTAMP.exec(text);
  if (!found) return undefined;
  // A group that took no part, as seconds may, is undefined, whatever the compiler's library says.
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > (DAYS_OF[month - 1] ?? 0) || hour > 23 || minute > 59 || second > 59)
    return undefined;
  const ms = Number((found[7] ?? '').padEnd(3, '0').slice(0, 3));
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  return new Date(utc).getUTCDate() === day ? utc - offsetMs(found[8] ?? 'Z') : undefined;
};

const offsetMs = (zone: string): number => {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * MS_PER_MINUTE;
};
