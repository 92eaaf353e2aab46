/** Controls, and format characters such as those that turn the direction of text: none may reach a terminal. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text of a page made safe to show: a tab is a blank, every other control character is spelled out as `<U+001B>`. */
export function visibleText(text: string): string {
  return text.replace(invisible, (character) =>
    character === '\t'
      ? ' '
      : `<U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}
