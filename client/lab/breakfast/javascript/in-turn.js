export async function breakfast(tasks, { sleep }) {
  async function make({ name, seconds }) {
    await sleep(seconds, name);
    return name;
  }
  const made = [];
  for (const task of tasks) made.push(await make(task));
  return made;
}
