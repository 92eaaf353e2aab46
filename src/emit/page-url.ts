/** The online page of a page id: `hosting/x.md` is `https://learn.microsoft.com/dotnet/framework/unmanaged-api/hosting/x`. */
export function pageUrl(page: string): string {
  const path = PLAIN_PATH.test(page) ? page.slice(0, -3) : escapedPath(page);
  return `https://learn.microsoft.com/dotnet/framework/unmanaged-api/${path}`;
}

const PLAIN_PATH = /^[A-Za-z0-9_./-]+\.md$/;

function escapedPath(page: string): string {
  return page
    .replace(/\.md$/, '')
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[^A-Za-z0-9_./-]/gu, encodeURIComponent);
}
