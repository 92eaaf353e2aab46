/** Names that Windows reserves for devices, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?:\.|$)/i;

/** Longest segment that every file system takes, in UTF-16 units of ASCII text. */
const maximumSegment = 120;

/**
 * Why a path below the output folder cannot be written safely on every system; undefined where it can.
 *
 * Names of outputs come from pages (`Header: mscoree.h`), so a page could otherwise write anywhere.
 *
 * @param path Relative path with forward slashes: `cpp/mscoree.h`.
 */
export function unsafePathReason(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'it is absolute';
  for (const segment of path.split('/')) {
    if (segment === '') return 'it has an empty segment';
    if (segment === '.' || segment === '..') return `it has the segment \`${segment}\``;
    if (!/^[A-Za-z0-9_.+-]+$/.test(segment)) return 'it has characters other than letters, digits and `_ . + -`';
    if (segment.endsWith('.')) return 'a segment ends in a period';
    if (segment.startsWith('-')) return 'a segment starts with a hyphen';
    if (deviceName.test(segment)) return `\`${segment}\` is the name of a device on Windows`;
    if (segment.length > maximumSegment) return `a segment is longer than ${maximumSegment} characters`;
  }
  return undefined;
}
