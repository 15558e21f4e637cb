export function* chore(rounds, { work }) {
  let done = 0;
  while (done < rounds) {
    work();
    done += 1;
    yield { done, left: rounds - done };
  }
  return `${done} rounds done`;
}
