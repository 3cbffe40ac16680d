/** The number of a day, as it is written: 20261126. @param now milliseconds since 1970; the day is the place's own */
export function numberOfDay(now: number): number {
  const day = new Date(now);
  return day.getFullYear() * 10_000 + (day.getMonth() + 1) * 100 + day.getDate();
}
