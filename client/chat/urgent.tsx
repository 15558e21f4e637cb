// Tells a screen reader of urgent words of others as they arrive, past whatever else waits to be told.
import { useEffect, useState } from 'preact/hooks';
import { faces } from '../state/people.ts';
import { self } from '../state/self.ts';
import { chunks, isLoaded } from '../state/view.ts';

const TEXT_SHOWN = 200;

export function Urgent() {
  const [words, setWords] = useState('');
  const newest = isLoaded.value ? chunks.value.at(-1)?.rows.at(-1) : undefined;
  const [from, setFrom] = useState<number | undefined>(undefined);
  useEffect(() => {
    if (!newest) return;
    const { arrivesAt } = newest.event;
    setFrom(Math.max(from ?? -Infinity, arrivesAt));
    // What was there before is no news.
    if (from === undefined) return;
    const rows = chunks
      .peek()
      .slice(-2)
      .flatMap((chunk) => chunk.rows);
    for (const { event } of rows) {
      const { author, body } = event;
      if (event.arrivesAt <= from || author === self.peek()?.id) continue;
      if (body.kind !== 'say' || body.priority !== 'urgent') continue;
      const name = faces.peek().get(author)?.name ?? 'Somebody';
      setWords(`Urgent, from ${name}: ${body.text.slice(0, TEXT_SHOWN)}`);
    }
  }, [newest]);
  return (
    <p class="unseen" role="alert">
      {words}
    </p>
  );
}
