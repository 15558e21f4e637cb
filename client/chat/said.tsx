// The words of a message: rendered as text, with safe links.
import { splitText } from '../ui/words/text-pieces.ts';

export function Said({ text }: { text: string }) {
  return (
    <p class="said">
      {splitText(text).map((piece, index) =>
        piece.href === undefined ? (
          piece.text
        ) : (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ),
      )}
    </p>
  );
}
