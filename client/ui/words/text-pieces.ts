// Finds the links in a text. The pieces are rendered as text and as anchors, never as HTML. Pure.

export interface TextPiece {
  readonly text: string;
  /** Set for a link: http or https only. */
  readonly href?: string;
}

const LINK = /https?:\/\/[^\s<>"'`]+/gi;
/** Punctuation that ends a sentence and not an address; a closing bracket only without its opening. */
const TAIL = /[.,;:!?…]+$/;

/** The text in pieces, in order; joined they are the text again. */
export function splitText(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const link = trimLink(match[0]);
    const href = safeHref(link);
    if (href === undefined) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: link, href });
    from = match.index + link.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function trimLink(found: string): string {
  let link = found.replace(TAIL, '');
  while (link.endsWith(')') && count(link, ')') > count(link, '(')) {
    link = link.slice(0, -1).replace(TAIL, '');
  }
  return link;
}

const count = (text: string, char: string): number => text.split(char).length - 1;

function safeHref(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { protocol, href, hostname } = new URL(link);
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '' ? href : undefined;
}
