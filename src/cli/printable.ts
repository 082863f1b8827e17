/**
 * Text that may quote a file, for a terminal: control characters, which could redraw the screen, rename the window or turn
 * the order of letters round, stand as “�”. Line breaks and tabs stay.
 */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
}
