export async function breakfast(tasks, { sleep }) {
  async function make({ name, seconds }) {
    await sleep(seconds, name);
    return name;
  }
  return await Promise.all(tasks.map((task) => make(task)));
}
