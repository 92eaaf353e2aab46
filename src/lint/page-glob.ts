/**
 * A test for the paths of pages: `*` stands for any text without a slash, `**` for any text, `?` for one letter. A glob
 * may leave out the first folders of the path.
 */
export function pageGlob(glob: string): (path: string) => boolean {
  const pattern = glob
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part === '**' || part === '**/') return '.*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    })
    .join('');
  const expression = new RegExp(`(?:^|/)${pattern}$`);
  return (path) => expression.test(path);
}
