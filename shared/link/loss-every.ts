// Loss by count: every Nth packet, for tests that want no chance at all.

/** Asks whether the next packet is lost. `every`: 1 loses all, 2 every second. */
export function createEveryLoss(): (every: number) => boolean {
  let count = 0;
  return (every) => {
    count++;
    if (count < every) return false;
    count = 0;
    return true;
  };
}
