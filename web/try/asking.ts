// What goes along with every question: the values in exact JSON, and the instant.

/** Check that a text is a JSON object; give it as written, so that no digit is lost. */
export function contextText(text: string): string | undefined {
  if (!text.trim()) return '{}';
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Give this minute as a date-and-time field takes it. */
export function currentMinute(): string {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return `${local.toISOString().slice(0, 16)}:00`;
}

/** Give the instant of a date-and-time field, with this machine's offset; none when it is empty. */
export function instantOf(local: string): string | null {
  if (!local) return null;
  const minutes = -new Date(local).getTimezoneOffset();
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const offset = `${minutes < 0 ? '-' : '+'}${padded(hours)}:${padded(rest)}`;
  return `${withSeconds(local)}${offset}`;
}

/** Give a time of day with its seconds, which browsers leave out when they are zero. */
export function withSeconds(local: string): string {
  return /(^|T)\d\d:\d\d$/.test(local) ? `${local}:00` : local;
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}
