/** A header's name without its extension: `cordebug` of `cordebug.idl`, from which `cordebug.h` is made. */
export function headerStem(header: string): string {
  return header.toLowerCase().replace(/\.(?:h|hpp|idl|def)$/, '');
}
