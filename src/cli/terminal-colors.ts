import picocolors from 'picocolors';
import type { Colors } from '../diagnostics/reporters/pretty.ts';

/** Paints text for a stream that shows colours (https://no-color.org, and its counterpart FORCE_COLOR), else not at all. */
export function terminalColors(stream: NodeJS.WriteStream): Colors {
  return picocolors.createColors(showsColors(stream));
}

function showsColors(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return stream.isTTY === true && TERM !== 'dumb';
}
