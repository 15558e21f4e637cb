export function chore(rounds, { work }) {
  let done = 0;
  while (done < rounds) {
    work();
    done += 1;
  }
  return `${done} rounds done`;
}
