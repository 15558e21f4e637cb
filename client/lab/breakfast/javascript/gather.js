export async function breakfast(tasks, { sleep }) {
  async function make({ name, seconds }) {
    await sleep(seconds, name);
    return name;
  }
  const promises = tasks.map((task) => make(task));
  return await Promise.all(promises);
}
