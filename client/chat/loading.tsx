// The moment before it is known what was said.
import { useEffect, useState } from 'preact/hooks';

/** No sign of waiting before there is a wait. */
export function Loading() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? <p class="history">Fetching what has arrived here</p> : null;
}
