/**
 * Characters that no name or text holds: NUL and the other controls (but tab and line breaks), and those that change the direction
 * of writing, with which a text can show something else than it says.
 */
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/u;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** What is wrong with a text, in words that follow "text without"; undefined where nothing is. */
export function textFault(text: string): string | undefined {
  if (/\p{Surrogate}/u.test(text)) return 'unpaired surrogates';
  if (CONTROLS.test(text)) return 'control characters';
  return DIRECTION.test(text) ? 'characters that change the direction of writing' : undefined;
}
