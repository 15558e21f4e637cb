export function chore(
  rounds: number,
  tools: { work(): void },
): Generator<{ done: number; left: number }, string, undefined>;
